import { randomUUID } from 'node:crypto';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { showPairs } from '../../../src/domain/overview/show-pairs.ts';
import { proposeTimes } from '../../../src/domain/meetings/new-times/propose-times.ts';
import { raiseAlert } from '../../../src/domain/pairs/raise-alert.ts';
import type { PersonDetails } from '../../../src/domain/people/people.ts';
import type { Directory } from '../../../src/domain/people/ports.ts';
import { participantOf } from '../../adapters/postgres/filled-programme.ts';
import { value } from '../../support/value.ts';
import { meetingHouse } from '../meetings/met-pair.ts';

let house: Awaited<ReturnType<typeof meetingHouse>>;
beforeEach(async () => (house = await meetingHouse()));
afterEach(() => house.close());

/**
 * The coordinator's own pair, of whose meetings two were not kept, one after the other, and the next is declined. It
 * breaks a rule, and an invitation was forwarded.
 */
async function shownTo(reader: string) {
  const { pair, series, meetings } = await house.bookedPair({ mentorId: house.coordinator });
  const [first, second] = meetings.map(({ id }) => id);
  const { programme, coordinator } = house;
  await house.transact(systemScope, async (stores) => {
    const matter = { kind: 'cancelled-in-a-row', pairId: pair.id, personId: pair.menteeId } as const;
    const occurrenceIds = [first!, second!];
    await raiseAlert(stores, programme, [coordinator], house.deps, { ...matter, occurrenceIds });
    const breaches = [{ rule: 'minDistance' as const, above: null, steps: 2, levelGap: 1, asked: 3 }];
    const broken = { kind: 'rules-broken', pairId: pair.id, breaches, wasInLine: false } as const;
    await raiseAlert(stores, programme, [coordinator], house.deps, broken);
    const uninvitedId = randomUUID();
    const forwarded = { id: uninvitedId, seriesId: series.id, programmeId: programme.id, seenAt: house.clock.now() };
    await stores.calendar.addUninvited({ ...forwarded, mail: 'guest@contoso.example', name: 'A Guest' });
    const about = { kind: 'forwarded-invitation', uninvitedId, pairId: pair.id } as const;
    await stores.outbox.add({ key: uninvitedId, to: pair.menteeId, programmeId: programme.id, about });
    const reply = { occurrenceId: first!, personId: pair.menteeId, reply: 'declined' as const, repliedAt: null };
    await stores.calendar.saveReply({ ...reply, proposedStart: null, proposedEnd: null, programmeId: programme.id });
  });
  const look = async (ids: string[]) => ids.map((id) => participantOf(id) as PersonDetails);
  const deps = { ...house.deps, directory: { look } as unknown as Directory };
  const [shown] = value(await showPairs(deps)({ programmeId: programme.id, reader }));
  const { declined, alerts, broken, forwardedTo, occurrences } = shown!;
  const counts = { declined: declined.length, alerts: alerts.length, broken: broken.length };
  return { ...counts, forwardedTo: forwardedTo.length, meetings: occurrences.length };
}

const nothing = { declined: 0, alerts: 0, broken: 0, forwardedTo: 0, meetings: 3 };
const everything = { declined: 1, alerts: 1, broken: 1, forwardedTo: 1, meetings: 3 };

test('a coordinator who is in a pair is kept from what others are to look after', async () => {
  const other = randomUUID();
  const coordinators = [house.coordinator, other];
  await house.transact(systemScope, ({ programmes }) => programmes.save({ ...house.programme, coordinators }));
  expect(await shownTo(house.coordinator)).toEqual(nothing);
});

test('a pair for whom no hour is known is shown as asked for as long as it is', async () => {
  const pair = await house.addPair();
  await house.addSeries(pair, 'no-common-hour');
  const asked = { pairId: pair.id, because: 'no-known-hour', by: 'system' } as const;
  const { proposalId } = value(await proposeTimes(house.deps)(asked));
  const look = async (ids: string[]) => ids.map((id) => participantOf(id) as PersonDetails);
  const deps = { ...house.deps, directory: { look } as unknown as Directory };
  const isAsked = async () =>
    value(await showPairs(deps)({ programmeId: house.programme.id, reader: house.coordinator }))[0]!.isAsked;
  expect(await isAsked()).toBe(true);
  await house.transact(systemScope, async ({ timeProposals }) =>
    timeProposals.save({ ...(await timeProposals.get(proposalId))!, state: 'no-hour', closedAt: house.clock.now() }),
  );
  expect(await isAsked()).toBe(false);
});

test('another coordinator sees it', async () => {
  expect(await shownTo(randomUUID())).toEqual(everything);
});

test('what was declined is told as such when its day is over', async () => {
  house.setNow('2027-01-20T09:00:00Z');
  expect(await shownTo(randomUUID())).toMatchObject({ declined: 1 });
});

test('the only coordinator there is sees it too', async () => {
  expect(await shownTo(house.coordinator)).toEqual(everything);
});
