import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, withQuery } from './api.ts';
import type {
  AnswerProgress,
  CalendarEvent,
  CalendarSeries,
  Chat,
  ContractCounts,
  FaultPlan,
  Mail,
  Person,
  SandboxState,
} from './api.ts';

/** The sandbox's clock and people worth showing, looked at every two seconds. */
export function useSandboxState() {
  return useQuery({
    queryKey: ['state'],
    queryFn: () => call<SandboxState>('GET', '/state'),
    refetchInterval: 2000,
  });
}

/** One person, also one whom the picker doesn't feature; an error when nobody (any more) has this id. */
export function usePerson(id: string | null, featured: Person[] | undefined) {
  const known = featured?.find((person) => person.id === id);
  const asked = useQuery({
    queryKey: ['person', id],
    queryFn: async () => (await call<Chat>('GET', withQuery('/chats', { person: id ?? '' }))).person,
    enabled: id !== null && featured !== undefined && known === undefined,
  });
  return { person: known ?? asked.data, isUnknown: known === undefined && asked.isError };
}

/** People whose name, title or unit has these words in it. */
export function usePeopleSearch(text: string) {
  return useQuery({
    queryKey: ['people', text],
    queryFn: async () =>
      (await call<{ people: Person[] }>('GET', withQuery('/people', { query: text, limit: '12' }))).people,
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });
}

export function useChat(personId: string) {
  return useQuery({
    queryKey: ['chat', personId],
    queryFn: () => call<Chat>('GET', withQuery('/chats', { person: personId })),
    refetchInterval: 1000,
  });
}

/** A person's calendar between two ISO instants. */
export function useCalendar(personId: string, from: string, to: string) {
  return useQuery({
    queryKey: ['calendar', personId, from, to],
    queryFn: async () =>
      (await call<{ events: CalendarEvent[] }>('GET', withQuery('/calendar', { person: personId, from, to }))).events,
    refetchInterval: 2000,
    placeholderData: (previous, query) => (query?.queryKey[1] === personId ? previous : undefined),
  });
}

export function useMail(personId: string) {
  return useQuery({
    queryKey: ['mail', personId],
    queryFn: async () => (await call<{ mails: Mail[] }>('GET', withQuery('/mail', { person: personId }))).mails,
    refetchInterval: 1000,
  });
}

/** The series to which an event of this person belongs. */
export function useSeries(personId: string, eventId: string) {
  return useQuery({
    queryKey: ['calendar', personId, 'series', eventId],
    queryFn: () => call<CalendarSeries>('GET', withQuery('/calendar/series', { person: personId, eventId })),
    refetchInterval: 2000,
  });
}

export function useAnswerProgress(watch: boolean) {
  return useQuery({
    queryKey: ['answer-progress'],
    queryFn: () => call<AnswerProgress>('GET', '/chats/answer-all'),
    refetchInterval: watch ? 300 : 2000,
  });
}

export function useFaults() {
  return useQuery({ queryKey: ['faults'], queryFn: () => call<FaultPlan>('GET', '/faults') });
}

export function useContract() {
  return useQuery({
    queryKey: ['contract'],
    queryFn: () => call<ContractCounts>('GET', '/contract'),
    refetchInterval: 2000,
  });
}

/** A change in the sandbox; afterwards everything on the page is looked at anew. */
export function useChange<Input, Answer = unknown>(path: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => call<Answer>('POST', path, input),
    onSettled: () => queries.invalidateQueries(),
  });
}
