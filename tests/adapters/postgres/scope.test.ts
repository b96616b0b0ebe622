import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Database } from '../../../src/adapters/postgres/schema.ts';
import type { Stores } from '../../../src/adapters/postgres/transact.ts';
import type { Subscription } from '../../../src/domain/meetings/subscriptions/subscriptions.ts';
import { systemScope, type Scope } from '../../../src/domain/kernel/unit-of-work.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  alertOf,
  at,
  enrolmentOf,
  feedbackOf,
  fillProgramme,
  invitationOf,
  pairOf,
  proposalOf,
  resultWith,
  scenarioOf,
  replyOf,
  requestsOf,
  seriesOf,
  type FilledProgramme,
} from './filled-programme.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** Every table that says to which programme a row belongs, as the database itself lists them. */
async function scopedTables(): Promise<{ table: string; column: string; isProtected: boolean }[]> {
  const { rows } = await sql<{ table: string; column: string; isProtected: boolean }>`
    select class.relname as table, attname as column, relrowsecurity as is_protected
    from pg_attribute join pg_class as class on class.oid = attrelid
    where class.relnamespace = 'public'::regnamespace and class.relkind = 'r'
      and (attname = 'programme_id' or (class.relname = 'programmes' and attname = 'id'))
    order by 1`.execute(database.db);
  return rows;
}

/** The rows that a bare SELECT sees, by table and programme. */
async function visible(tx: Database): Promise<Map<string, Set<string | null>>> {
  const seen = new Map<string, Set<string | null>>();
  for (const { table, column } of await scopedTables()) {
    const { rows } = await sql<{ programme: string | null }>`
      select distinct ${sql.ref(column)} as programme from ${sql.table(table)}`.execute(tx);
    seen.set(table, new Set(rows.map((row) => row.programme)));
  }
  return seen;
}

async function inScope<T>(scope: Scope, work: (tx: Database) => Promise<T>): Promise<T> {
  return database.db.transaction().execute(async (tx) => {
    const id = scope.kind === 'programme' ? scope.programmeId : scope.kind === 'person' ? scope.personId : '';
    await sql`select set_config('counterpart.scope', ${scope.kind}, true), set_config('counterpart.scope_id', ${id}, true)`.execute(
      tx,
    );
    return work(tx);
  });
}

/** Everything that programme has, as one text. */
async function contents(programmeId: string): Promise<string> {
  return inScope(systemScope, async (tx) => {
    const texts: string[] = [];
    for (const { table, column } of await scopedTables()) {
      const { rows } = await sql<{ row: string }>`
        select t::text as row from ${sql.table(table)} as t where ${sql.ref(column)} = ${programmeId} order by 1`.execute(
        tx,
      );
      texts.push(table, ...rows.map(({ row }) => row));
    }
    return texts.join('\n');
  });
}

/**
 * Every method of every store that touches a programme's rows, asked about a programme. A method that is missing here
 * fails the test below.
 */
const attempts: { [Store in keyof Stores]?: { [Method in keyof Stores[Store]]?: Attempt<Stores[Store]> } } = {
  programmes: {
    add: (store, other) => store.add({ ...other.programme, id: randomUUID() }),
    get: (store, { programme }) => store.get(programme.id),
    getForUpdate: (store, { programme }) => store.getForUpdate(programme.id),
    save: (store, { programme }) => store.save({ ...programme, name: 'Taken over' }),
    setState: (store, { programme }) => store.setState(programme.id, 'archived'),
    coordinatedBy: (store, { coordinator }) => store.coordinatedBy(coordinator),
    all: (store) => store.all(),
  },
  enrolments: {
    get: (store, { programme, pairs }) => store.get(programme.id, pairs[0]?.mentorId ?? randomUUID()),
    save: (store, { programme }) => store.save(enrolmentOf(programme.id, randomUUID(), 'mentor')),
    inProgramme: (store, { programme }) => store.inProgramme(programme.id),
    ofPerson: (store, { pairs }) => store.ofPerson(pairs[0]?.mentorId ?? randomUUID()),
    endWaiting: (store, { programme, pairs }) =>
      store.endWaiting(
        programme.id,
        pairs.map((p) => p.mentorId),
      ),
    setWaiting: (store, { programme, pairs }) =>
      store.setWaiting(
        programme.id,
        pairs.map((p) => p.mentorId),
        at,
      ),
  },
  invitations: {
    add: (store, { programme }) => store.add([invitationOf(programme.id, randomUUID())]),
    get: (store, { programme, pairs }) => store.get(programme.id, pairs[0]?.menteeId ?? randomUUID()),
    answer: (store, { programme, pairs }) => store.answer(programme.id, pairs[0]?.menteeId ?? randomUUID(), 'declined'),
    inProgramme: (store, { programme }) => store.inProgramme(programme.id),
    ofPerson: (store, { pairs }) => store.ofPerson(pairs[0]?.menteeId ?? randomUUID()),
  },
  partnerRequests: {
    get: (store, { programme, pairs }) => store.get(programme.id, pairs[0]?.mentorId ?? randomUUID()),
    save: (store, { programme, pairs }) => store.save(requestsOf(programme.id, pairs[0]?.mentorId ?? randomUUID())),
    remove: (store, { programme, pairs }) => store.remove(programme.id, pairs[0]?.mentorId ?? randomUUID()),
    inProgramme: (store, { programme }) => store.inProgramme(programme.id),
  },
  pairLists: {
    counts: (store, { programme }) => store.counts(programme.id),
    pairs: (store, { programme }) => store.pairs(programme.id, 'never-pair'),
    inProgramme: (store, { programme }) => store.inProgramme(programme.id),
    add: (store, { programme }) =>
      store.add(programme.id, 'works-together', [{ one: randomUUID(), other: randomUUID() }], at),
    clear: (store, { programme }) => store.clear(programme.id, 'never-pair'),
    naming: (store, { pairs }) => store.naming(pairs[0]?.mentorId ?? randomUUID()),
  },
  scenarios: {
    add: (store, { programme, coordinator }) => store.add(scenarioOf(programme, coordinator)),
    get: (store, { programme, scenario }) => store.get(programme.id, scenario.id),
    getForUpdate: (store, { programme, scenario }) => store.getForUpdate(programme.id, scenario.id),
    inProgramme: (store, { programme }) => store.inProgramme(programme.id),
    result: (store, { programme, scenario }) => store.result(programme.id, scenario.id),
    save: (store, { scenario }) => store.save({ ...scenario, name: 'Taken over' }),
    saveResult: (store, { programme, scenario }) => store.saveResult(programme.id, scenario.id, resultWith([])),
    saveProgress: (store, { programme, scenario }) =>
      store.saveProgress(
        { programmeId: programme.id, scenarioId: scenario.id, runId: scenario.runId ?? '', attempt: 1 },
        { phase: 'matching', share: 0.5 },
      ),
    remove: (store, { programme, scenario }) => store.remove(programme.id, scenario.id),
    forgetPerson: (store, { programme, scenario }) =>
      store.forgetPerson(programme.id, scenario.locked[0]?.mentorId ?? randomUUID()),
  },
  pairs: {
    add: (store, { programme }) => store.add([pairOf(programme.id, randomUUID(), randomUUID())]),
    get: (store, { pairs }) => store.get(pairs[0]?.id ?? randomUUID()),
    getForUpdate: (store, { pairs }) => store.getForUpdate(pairs[0]?.id ?? randomUUID()),
    inProgramme: (store, { programme }) => store.inProgramme(programme.id),
    liveOfPerson: (store, { pairs }) => store.liveOfPerson(pairs[0]?.mentorId ?? randomUUID()),
    publishAlone: (store) => store.publishAlone(),
    past: (store, { pairs }) => store.past(pairs.flatMap((pair) => [pair.mentorId, pair.menteeId])),
    end: (store, { pairs }) => store.end(pairs[0]?.id ?? randomUUID(), at),
  },
  alerts: {
    add: (store, { programme }) => store.add(alertOf(programme.id)),
    get: (store, { alert }) => store.get(alert.id),
    inProgramme: (store, { programme }) => store.inProgramme(programme.id),
    change: (store, { alert }) => store.change(alert.id, { kind: 'support-gap', gaps: [] }),
    close: (store, { alert, coordinator }) => store.close(alert.id, 'kept', at, coordinator),
  },
  support: {
    contacts: (store, { programme }) => store.contacts(programme.id),
    setContacts: (store, { programme }) => store.setContacts(programme.id, []),
    listing: (store, { coordinator }) => store.listing(coordinator),
    ofPair: (store, { pairs }) => store.ofPair(pairs[0]?.id ?? randomUUID()),
    setChoices: (store, { programme }) => store.setChoices(programme.id, []),
  },
  meetings: {
    seriesOfPair: (store, { pairs }) => store.seriesOfPair(pairs[0]?.id ?? randomUUID()),
    allOfPair: (store, { pairs }) => store.allOfPair(pairs[0]?.id ?? randomUUID()),
    addSeries: async (store, { pairs }) => {
      const { series, occurrences } = seriesOf(pairs[0] ?? pairOf(randomUUID(), randomUUID(), randomUUID()));
      await store.addSeries(series, occurrences);
    },
    series: (store, { series }) => store.series(series[0]?.id ?? randomUUID()),
    markMade: (store, { series }) => store.markMade(series[0]?.id ?? randomUUID(), 'other', 'https://other'),
    dropUntried: (store, { series }) => store.dropUntried(series[0]?.id ?? randomUUID()),
    markDropped: (store, { series }) => store.markDropped(series[0]?.id ?? randomUUID()),
    returnToRule: (store, { occurrences }) => store.returnToRule(occurrences[0]?.id ?? randomUUID()),
    hoursOfPeople: (store, { pairs }) =>
      store.hoursOfPeople(
        pairs.map((pair) => pair.mentorId),
        new Date(0),
      ),
    seriesByMailbox: (store) => store.seriesByMailbox(),
    mailboxesOfPairs: (store, { pairs }) => store.mailboxesOfPairs(pairs.map((pair) => pair.id)),
    markBooked: (store, { series }) => store.markBooked(series[0]?.id ?? randomUUID(), 'other', 'https://other'),
    reopen: (store, { series }) => store.reopen(series[0]?.id ?? randomUUID()),
    markToBookAgain: (store, { series }) => store.markToBookAgain(series[0]?.id ?? randomUUID(), at),
    markEnded: (store, { series }) => store.markEnded(series[0]?.id ?? randomUUID()),
    occurrencesOfSeries: (store, { series }) => store.occurrencesOfSeries(series.map((one) => one.id)),
    seriesInProgramme: (store, { programme }) => store.seriesInProgramme(programme.id),
    occurrence: (store, { occurrences }) => store.occurrence(occurrences[0]?.id ?? randomUUID()),
    hoursOfPerson: (store, { pairs }) => store.hoursOfPerson(pairs[0]?.mentorId ?? randomUUID(), new Date(0)),
    dueForFeedback: (store) => store.dueForFeedback(new Date('2099-01-01'), 1000),
    markAsked: (store, { occurrences }) =>
      store.markAsked(
        occurrences.map((one) => one.id),
        at,
      ),
    lockPeople: (store, { pairs }) => store.lockPeople(pairs.map((pair) => pair.mentorId)),
  },
  bookings: {
    get: (store, { programme }) => store.get(programme.id),
    hold: (store, { programme }) => store.hold(programme.id),
    save: (store, { programme }) =>
      store.save({ programmeId: programme.id, state: 'stopped', changedBy: null, changedAt: at }),
    dropUnsent: (store, { programme }) => store.dropUnsent(programme.id),
  },
  sends: {
    lockMailbox: (store, { series }) => store.lockMailbox(series[0]?.organizerMailbox ?? ''),
    sent: (store, { series }) => store.sent(series[0]?.organizerMailbox ?? '', new Date(0)),
    begin: (store, { series }) =>
      store.begin({
        id: randomUUID(),
        mailbox: 'mentoring@contoso.example',
        seriesId: series[0]?.id ?? null,
        messages: 1,
        recipients: 2,
        begunAt: at,
      }),
    isUnderWay: (store, { series }) => store.isUnderWay(series[0]?.id ?? randomUUID()),
    settle: (store) => store.settle(randomUUID(), at),
    forget: (store) => store.forget(randomUUID()),
    settleAbandoned: (store) => store.settleAbandoned(at),
    settleDead: (store, { series }) => store.settleDead(series[0]?.organizerMailbox ?? '', new Date('2099-01-01')),
    prune: (store) => store.prune(new Date('2099-01-01')),
    mailboxesInUse: (store) => store.mailboxesInUse(),
    nextSeries: (store, { series }) => store.nextSeries(series[0]?.organizerMailbox ?? '', []),
    waiting: (store) => store.waiting(),
    lettersWaiting: (store) => store.lettersWaiting(),
  },
  calendar: {
    claim: (store) => store.claim('mentoring@contoso.example', randomUUID(), at, at),
    advance: (store) => store.advance('mentoring@contoso.example', randomUUID(), { link: 'other' }, at),
    release: (store) => store.release('mentoring@contoso.example', randomUUID()),
    readings: (store) => store.readings(),
    seriesTouched: (store, { series }) =>
      store.seriesTouched(
        'mentoring@contoso.example',
        series.flatMap(({ eventId }) => eventId ?? []),
      ),
    seriesInMailbox: (store) => store.seriesInMailbox('mentoring@contoso.example'),
    seriesForUpdate: (store, { series }) => store.seriesForUpdate(series[0]?.id ?? randomUUID()),
    seriesMeeting: (store) =>
      store.seriesMeeting('mentoring@contoso.example', { from: new Date(0), to: new Date('2099-01-01') }),
    setTimes: (store, { occurrences }) =>
      store.setTimes(occurrences[0]?.id ?? randomUUID(), {
        eventId: 'other',
        regularStart: at,
        startsAt: at,
        endsAt: new Date(+at + 1),
      }),
    setDiary: (store, { occurrences }) => store.setDiary(occurrences[0]?.id ?? randomUUID(), 'unknown'),
    cancelOccurrences: (store, { occurrences }) => store.cancelOccurrences(occurrences.map((one) => one.id)),
    loseOccurrences: (store, { occurrences }) => store.loseOccurrences(occurrences.map((one) => one.id)),
    restoreOccurrences: (store, { occurrences }) => store.restoreOccurrences(occurrences.map((one) => one.id)),
    replies: (store, { occurrences }) => store.replies(occurrences.map((one) => one.id)),
    saveReply: (store, { occurrences, programme }) =>
      store.saveReply({ ...replyOf(occurrences[0]?.id ?? randomUUID(), randomUUID()), programmeId: programme.id }),
    conflicts: (store, { occurrences }) => store.conflicts(occurrences.map((one) => one.id)),
    setConflicts: (store, { occurrences }) =>
      store.setConflicts(
        occurrences.map((one) => one.id),
        [],
      ),
    addCancellation: (store, { occurrences, programme }) =>
      store.addCancellation({
        occurrenceId: occurrences[0]?.id ?? randomUUID(),
        personId: randomUUID(),
        because: 'declined',
        at,
        programmeId: programme.id,
      }),
    removeDeclined: (store, { occurrences, pairs }) =>
      store.removeDeclined(occurrences[0]?.id ?? randomUUID(), pairs[0]?.menteeId ?? randomUUID()),
    lateMoves: (store, { series, pairs }) =>
      store.lateMoves(
        series[0]?.id ?? randomUUID(),
        pairs.map((pair) => pair.menteeId),
        86_400_000,
      ),
    cancellations: (store, { pairs }) => store.cancellations(pairs[0]?.id ?? randomUUID()),
    invited: (store, { series }) => store.invited(series[0]?.id ?? randomUUID()),
    addInvited: (store, { series, programme }) =>
      store.addInvited({ id: series[0]?.id ?? randomUUID(), programmeId: programme.id }, [
        `${randomUUID()}@contoso.example`,
      ]),
    forgetInvited: (store) => store.forgetInvited(),
    addUninvited: (store, { series, programme }) =>
      store.addUninvited({
        id: randomUUID(),
        seriesId: series[0]?.id ?? randomUUID(),
        programmeId: programme.id,
        mail: `${randomUUID()}@contoso.example`,
        name: 'Other',
        seenAt: at,
      }),
    uninvited: (store, { series }) => store.uninvited(series[0]?.id ?? randomUUID()),
    forgetUninvited: (store) => store.forgetUninvited(new Date('2099-01-01')),
  },
  timeProposals: {
    add: (store, { pairs, occurrences }) =>
      store.add(
        proposalOf(pairs[0] ?? pairOf('', '', ''), {
          ...seriesOf(pairOf('', '', '')).occurrences[0]!,
          ...occurrences[1],
        }),
      ),
    get: (store, { proposals }) => store.get(proposals[0]?.id ?? randomUUID()),
    getForUpdate: (store, { proposals }) => store.getForUpdate(proposals[0]?.id ?? randomUUID()),
    save: async (store, { proposals }) => {
      if (proposals[0]) await store.save({ ...proposals[0], state: 'over', closedAt: at });
    },
    open: (store) => store.open(),
    ofOccurrence: (store, { occurrences }) => store.ofOccurrence(occurrences[0]?.id ?? randomUUID()),
    ofSeries: (store, { pairs }) => store.ofSeries(pairs[0]?.id ?? randomUUID()),
    underWay: (store, { pairs }) => store.underWay(pairs.map((pair) => pair.id)),
    saveChoice: async (store, { proposals, pairs, programme }) => {
      const personId = pairs[0]?.menteeId ?? randomUUID();
      const said = { personId, answeredBy: personId, round: 1, suits: [], via: 'card' as const, at };
      await store.saveChoice({ proposalId: proposals[0]?.id ?? randomUUID(), ...said }, programme.id);
    },
    choices: (store, { proposals }) => store.choices(proposals[0]?.id ?? randomUUID(), 1),
    recordMove: (store, { occurrences }) =>
      store.recordMove(occurrences[0]?.id ?? randomUUID(), { startsAt: at, endsAt: new Date(+at + 1), checked: true }),
    hoursAgreedTo: (store, { pairs }) => store.hoursAgreedTo(pairs[0]?.mentorId ?? randomUUID()),
  },
  assistants: {
    get: (store, { programme, pairs }) => store.get(programme.id, pairs[0]?.menteeId ?? randomUUID()),
    of: (store, { programme, pairs }) =>
      store.of(
        programme.id,
        pairs.map((pair) => pair.menteeId),
      ),
    heldBy: (store, { coordinator }) => store.heldBy(coordinator),
    save: (store, { programme }) =>
      store.save({ programmeId: programme.id, personId: randomUUID(), assistantId: randomUUID(), namedAt: at }),
    remove: (store, { programme, pairs }) => store.remove(programme.id, pairs[0]?.menteeId ?? randomUUID()),
  },
  pauses: {
    of: (store, { programme, pairs }) =>
      store.of(
        programme.id,
        pairs.map((pair) => pair.mentorId),
      ),
    inProgramme: (store, { programme }) => store.inProgramme(programme.id),
    ofPerson: (store, { pairs }) => store.ofPerson(pairs[0]?.mentorId ?? randomUUID()),
    save: (store, { programme }) =>
      store.save({ programmeId: programme.id, personId: randomUUID(), until: '2027-03-01', setAt: at }),
    remove: (store, { programme, pairs }) => store.remove(programme.id, pairs[0]?.mentorId ?? randomUUID()),
    forgetBefore: (store) => store.forgetBefore('2099-01-01'),
  },
  subscriptions: {
    all: (store) => store.all(),
    save: (store) => store.save(subscriptionOf(mailboxOfAll)),
    remove: (store) => store.remove(mailboxOfAll),
    setState: (store) => store.setState(mailboxOfAll, 'removed'),
    receive: (store) => store.receive([notificationOf(subscriptionOf(mailboxOfAll))], at),
    forgetReceived: (store) => store.forgetReceived(new Date('2099-01-01')),
  },
  feedback: {
    addOnce: (store, { occurrences, programme }) =>
      store.addOnce(
        feedbackOf({ ...seriesOf(pairOf('', '', '')).occurrences[0]!, ...occurrences[1] }, programme.id, randomUUID()),
      ),
    ofPerson: (store, { pairs }) => store.ofPerson(pairs[0]?.mentorId ?? randomUUID()),
    forPartner: (store, { occurrences, pairs }) =>
      store.forPartner(
        occurrences.map((one) => one.id),
        pairs[0]?.menteeId ?? randomUUID(),
      ),
    notesForCoordinator: (store, { programme }) => store.notesForCoordinator(programme.id),
    ratings: (store, { programme }) => store.ratings(programme.id),
  },
  letters: {
    get: (store, { letterIds }) => store.get(letterIds[0] ?? randomUUID()),
    claim: (store, { letterIds }) => store.claim(letterIds[0] ?? randomUUID(), at),
    settle: (store, { letterIds }) =>
      store.settle(letterIds[0] ?? randomUUID(), { state: 'failed', reason: 'gone', activityId: null }, at),
    release: (store, { letterIds }) => store.release(letterIds[0] ?? randomUUID()),
    withdraw: (store, { letterIds }) => store.withdraw(letterIds[0] ?? randomUUID(), at),
    settleAbandoned: (store) => store.settleAbandoned(new Date('2099-01-01'), at),
    inProgramme: (store, { programme }) => store.inProgramme(programme.id),
  },
};
const mailboxOfAll = 'mentoring@contoso.example';
const subscriptionOf = (mailbox: string): Subscription => ({
  mailbox,
  address: 'https://counterpart.contoso.example',
  state: 'live',
  id: randomUUID(),
  secretDigest: randomUUID(),
  since: at,
  expiresAt: new Date('2026-11-29T09:00:00Z'),
  fault: null,
});
const notificationOf = ({ id, secretDigest }: Subscription) => ({
  subscriptionId: id ?? '',
  secretDigest,
  kind: 'updated' as const,
  digest: randomUUID(),
});
type Attempt<Store> = (store: Store, other: FilledProgramme & { letterIds: string[] }) => Promise<unknown>;

/** What people told the matcher alone: a programme's own scope does not open it either. */
const forMatcherAlone = ['partner_requests'];

/** Stores whose rows belong to no programme, and those that only add. */
const outside: (keyof Stores)[] = ['chart', 'participants', 'chats', 'outbox', 'jobs', 'audit'];

test('every table of a programme is under row-level security, and every store method is tried below', async () => {
  for (const { table, isProtected } of await scopedTables())
    expect({ table, isProtected }).toEqual({ table, isProtected: true });
  await database.transact(systemScope, async (stores) => {
    for (const [name, store] of Object.entries(stores) as [keyof Stores, object][]) {
      if (outside.includes(name)) continue;
      expect([name, ...Object.keys(attempts[name] ?? {}).sort()]).toEqual([name, ...Object.keys(store).sort()]);
    }
  });
});

test("a programme's scope reads no row of another's and changes none, whatever is tried", async () => {
  const person = fc.integer({ min: 0, max: 7 });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(person, { minLength: 2, maxLength: 8 }),
      fc.uniqueArray(person, { minLength: 2, maxLength: 8 }),
      async (here, there) => {
        const everyone = Array.from({ length: 8 }, () => randomUUID());
        const pick = (chosen: number[]): string[] => chosen.map((index) => everyone[index] ?? randomUUID());
        const own = await fillProgramme(database, pick(here));
        const foreign = await fillProgramme(database, pick(there));
        const scope: Scope = { kind: 'programme', programmeId: own.programme.id };
        const letterIds = await database.transact(systemScope, async ({ letters }) =>
          (await letters.inProgramme(foreign.programme.id)).map((letter) => letter.id),
        );
        const before = await contents(foreign.programme.id);

        for (const [table, programmes] of await inScope(scope, visible)) {
          const open = forMatcherAlone.includes(table) ? [] : [own.programme.id];
          expect({ table, programmes: [...programmes] }).toEqual({ table, programmes: open });
        }
        const needle = [foreign.programme.id, foreign.alert.id, foreign.coordinator, foreign.scenario.id, ...letterIds];
        const foreignIds = [...foreign.pairs, ...foreign.series, ...foreign.occurrences].map((row) => row.id);
        for (const [name, methods] of Object.entries(attempts) as [keyof Stores, Record<string, Attempt<unknown>>][]) {
          for (const [method, attempt] of Object.entries(methods)) {
            const answer = await database
              .transact(scope, (stores) => attempt(stores[name], { ...foreign, letterIds }))
              .catch(() => undefined);
            const text = JSON.stringify(answer) ?? '';
            const leaked = [...needle, ...foreignIds].filter((id) => text.includes(id));
            expect({ name, method, leaked }).toEqual({ name, method, leaked: [] });
          }
        }
        expect(await contents(foreign.programme.id)).toBe(before);
      },
    ),
    { numRuns: 12, seed: 20261122 },
  );
});

test("a person's scope reads the programmes that they are in or coordinate, and no other", async () => {
  const [member, invited, stranger] = [randomUUID(), randomUUID(), randomUUID()];
  const own = await fillProgramme(database, [member, randomUUID()]);
  const other = await fillProgramme(database, [randomUUID(), randomUUID()]);
  await database.transact(systemScope, ({ invitations }) =>
    invitations.add([invitationOf(other.programme.id, invited)]),
  );
  const seenBy = async (personId: string) => (await inScope({ kind: 'person', personId }, visible)).get('programmes');
  expect(await seenBy(member)).toEqual(new Set([own.programme.id]));
  expect(await seenBy(own.coordinator)).toEqual(new Set([own.programme.id]));
  expect(await seenBy(invited)).toEqual(new Set([other.programme.id]));
  expect(await seenBy(stranger)).toEqual(new Set());
});

test('what a person told the matcher is open to them alone; lists of pairs are open to no participant', async () => {
  const [author, partner] = [randomUUID(), randomUUID()];
  const { programme, coordinator } = await fillProgramme(database, [author, partner]);
  const told = async (personId: string) =>
    inScope({ kind: 'person', personId }, async (tx) => {
      const requests = await tx.selectFrom('partnerRequests').select('personId').execute();
      const pairs = await tx.selectFrom('listedPairs').selectAll().execute();
      return { requests: requests.map((row) => row.personId), pairs };
    });
  expect(await told(author)).toEqual({ requests: [author], pairs: [] });
  expect(await told(partner)).toEqual({ requests: [partner], pairs: [] });
  expect(await told(coordinator)).toEqual({ requests: [], pairs: [] });
  const forged = database.transact({ kind: 'person', personId: partner }, ({ partnerRequests }) =>
    partnerRequests.save(requestsOf(programme.id, author)),
  );
  await expect(forged).rejects.toThrow('row-level security');
});

test('what coordinators are told, try and decide is read on behalf of no person, coordinators included', async () => {
  const member = randomUUID();
  const { programme, coordinator, alert, scenario } = await fillProgramme(database, [member, randomUUID()]);
  for (const personId of [member, coordinator]) {
    const seen = await database.transact({ kind: 'person', personId }, async ({ alerts, scenarios }) => [
      await alerts.get(alert.id),
      await scenarios.get(programme.id, scenario.id),
    ]);
    expect(seen).toEqual([undefined, undefined]);
  }
});

test('what Microsoft 365 tells of changes is the system’s alone', async () => {
  const member = randomUUID();
  const { programme } = await fillProgramme(database, [member, randomUUID()]);
  const subscription = subscriptionOf(mailboxOfAll);
  const receive = [notificationOf(subscription)];
  await database.transact(systemScope, async ({ subscriptions }) => {
    await subscriptions.save(subscription);
    expect(await subscriptions.receive(receive, at)).toMatchObject({ own: 1, fresh: [{ mailbox: mailboxOfAll }] });
  });
  for (const scope of [
    { kind: 'programme', programmeId: programme.id },
    { kind: 'person', personId: member },
  ] as const) {
    const seen = await inScope(scope, async (tx) => [
      await tx.selectFrom('subscriptions').selectAll().execute(),
      await tx.selectFrom('notifications').selectAll().execute(),
    ]);
    expect(seen).toEqual([[], []]);
    const save = database.transact(scope, ({ subscriptions }) => subscriptions.save(subscriptionOf('other@x.example')));
    await expect(save).rejects.toThrow('row-level security');
  }
});

test('a transaction that has not said on whose behalf it asks sees nothing', async () => {
  await fillProgramme(database, [randomUUID(), randomUUID()]);
  for (const [table, programmes] of await visible(database.db)) {
    expect({ table, programmes: [...programmes] }).toEqual({ table, programmes: [] });
  }
});

test('a question about every programme is refused in a narrower scope', async () => {
  const { programme } = await fillProgramme(database, [randomUUID(), randomUUID()]);
  const ask = database.transact({ kind: 'programme', programmeId: programme.id }, ({ pairs }) => pairs.past([]));
  await expect(ask).rejects.toThrow("ask it in the system's scope");
  const match = database.transact({ kind: 'programme', programmeId: programme.id }, ({ partnerRequests }) =>
    partnerRequests.inProgramme(programme.id),
  );
  await expect(match).rejects.toThrow("ask it in the system's scope");
});
