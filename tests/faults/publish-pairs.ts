import {
  createScenario,
  getScenario,
  listScenarios,
  publishScenario,
  runScenario,
} from '../../src/contract/matching.ts';
import { listPairs, type PairView } from '../../src/contract/meetings.ts';
import {
  closeEnrolment,
  createProgramme,
  invitePeople,
  listPeople,
  openProgramme,
} from '../../src/contract/programmes.ts';
import { createCall, type Call } from '../../src/tab/api.ts';
import { comesTrue } from './comes-true.ts';
import type { SubscribedProduct } from './subscribed-product.ts';

export type Calls = (personId: string, roles?: string[]) => Call;

/** What people ask of the product over HTTP, with tokens as the tab has them. */
export const callsTo =
  (product: SubscribedProduct): Calls =>
  (personId, roles = []) =>
    createCall({
      token: () => product.tokenOf(personId, roles),
      fetch: (path, init) => fetch(`${product.url}${path as string}`, init),
    });

const none = { minLevelGap: null, sharedLanguage: false, sharedWorkingHour: false, worksTogether: false };

/**
 * A programme as a coordinator leads it to its meetings: everybody is invited by a list and joins by their card, a match
 * is run and published, and every pair is booked or known to have no common hour.
 */
export async function publishPairs(
  product: SubscribedProduct,
  wanted: {
    pairs: number;
    startsOn: string;
    endsOn: string;
    sessions: number;
    /** Where people live, in turns; two are then paired only if they share an hour of work. */
    zones?: { mentors: string[]; mentees: string[] };
  },
): Promise<{ programmeId: string; coordinator: Call; pairs: () => Promise<PairView[]> }> {
  const members = product
    .people()
    .filter(
      (one) => one.accountEnabled && one.roles.length === 0 && !product.mailboxes.includes(one.mail.toLowerCase()),
    );
  const [leader, ...others] = members;
  // Not everybody finds somebody who works at the same hours.
  const aSide = wanted.zones ? Math.ceil(1.2 * wanted.pairs) + 2 : wanted.pairs;
  const seniors = others.slice(0, aSide);
  const juniors = others.slice(-aSide);
  if (others.length < 2 * aSide) throw new Error(`only ${others.length} people for ${wanted.pairs} pairs`);
  const live = async (people: { id: string }[], zones: string[] = []): Promise<void> => {
    for (const [at, { id }] of zones.length > 0 ? people.entries() : []) {
      await product.control('POST', '/calendar/hours', { personId: id, timeZone: zones[at % zones.length] });
    }
  };
  await live(juniors, wanted.zones?.mentors);
  await live(seniors, wanted.zones?.mentees);
  const call = callsTo(product)(leader!.id, ['Coordinator']);
  const { programme } = await call(createProgramme, {
    params: {},
    body: {
      name: 'A year',
      calendarName: 'Conversation',
      goal: '',
      topics: ['Data', 'Inclusion', 'Digital tools'],
      startsOn: wanted.startsOn,
      endsOn: wanted.endsOn,
      sessions: wanted.sessions,
      gapWeeks: 5,
      timeZone: 'Europe/London',
    },
  });
  const params = { programmeId: programme.id };
  await call(openProgramme, { params });
  const rows = [...juniors.map(({ mail }) => `${mail},mentor`), ...seniors.map(({ mail }) => `${mail},mentee`)];
  await call(invitePeople, { params, body: { csv: ['email,role', ...rows].join('\n') } });
  await comesTrue('everybody has an invitation', async () =>
    (await call(listPeople, { params })).invitations.every(({ card }) => card === 'sent'),
  );
  await comesTrue('everybody has joined', async () => {
    await product.control('POST', '/chats/answer-all', {});
    return (await call(listPeople, { params })).enrolments.length === rows.length;
  });
  await product.jobsDone();
  await call(closeEnrolment, { params });

  const { defaults } = await call(listScenarios, { params });
  // As many pairs as can be: what the rules choose is for other tests.
  const rules = { ...defaults.rules, ...none, minDistance: 2, sharedWorkingHour: wanted.zones !== undefined };
  const created = await call(createScenario, { params, body: { settings: { ...defaults, rules } } });
  const scenario = { ...params, scenarioId: created.scenario.id };
  const look = async () => (await call(getScenario, { params: scenario })).scenario;
  await call(runScenario, { params: scenario, body: { version: (await look()).version } });
  await comesTrue('the match is run', async () => (await look()).state === 'done');
  await call(publishScenario, { params: scenario, body: { version: (await look()).version } });
  const pairs = async (): Promise<PairView[]> => (await call(listPairs, { params })).pairs;
  await comesTrue('every pair is booked, or has no hour', async () => {
    await product.advance(60_000);
    return (await pairs()).every(({ booking }) => booking === 'booked' || booking === 'no-common-hour');
  });
  const found = (await pairs()).length;
  if (found < wanted.pairs) throw new Error(`only ${found} pairs of ${wanted.pairs}`);
  return { programmeId: programme.id, coordinator: call, pairs };
}
