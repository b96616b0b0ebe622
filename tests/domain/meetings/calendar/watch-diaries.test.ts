import { systemScope } from '../../../../src/domain/kernel/unit-of-work.ts';
import { bookedLife, type BookedLife } from '../booked-life.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let life: BookedLife;
beforeAll(async () => {
  life = await bookedLife();
  await life.read();
});
afterAll(async () => {
  expect(life.sandbox.violations()).toEqual([]);
  await life.close();
});

type Booked = Awaited<ReturnType<BookedLife['booked']>>;
const first = (it: Booked) => it.meetings[0]!;
const put = (address: string, from: Date, hours: number, status: 'busy' | 'oof' | 'tentative') =>
  life.outlook.diaryBlocks.add(
    address.toLowerCase(),
    from.getTime(),
    from.getTime() + hours * HOUR,
    status,
    'Something',
  );
const ofFirst = async (it: Booked) => {
  const { meetings, proposals, conflicts } = await life.stored(it);
  return {
    diary: meetings[0]!.diary,
    proposals: proposals.filter(({ occurrenceId }) => occurrenceId === first(it).id).map(({ because }) => because),
    conflicts: conflicts.filter(({ occurrenceId }) => occurrenceId === first(it).id),
  };
};

/** A pair whose first meeting nothing stands against. */
async function freePair(): Promise<Booked> {
  for (;;) {
    const it = await life.booked();
    await life.look(it);
    if ((await ofFirst(it)).diary === 'free') return it;
  }
}

test('what has come to stand against a meeting of the coming weeks asks for new hours, once', async () => {
  const it = await freePair();
  const id = put(it.mentee.mail, first(it).startsAt, 1.5, 'busy');
  for (let run = 0; run < 2; run += 1) await life.look();
  expect(await ofFirst(it)).toEqual({
    diary: 'clash',
    proposals: ['conflict'],
    conflicts: [{ occurrenceId: first(it).id, personId: it.mentee.id, kind: 'busy' }],
  });
  life.outlook.diaryBlocks.remove(id);
  await life.look();
  expect(await ofFirst(it)).toMatchObject({ diary: 'free', conflicts: [] });
});

test('a leave is a conflict; what may come is none; later than six weeks nobody looks', async () => {
  const it = await freePair();
  put(it.mentor.mail, new Date(first(it).startsAt.getTime() - DAY), 72, 'oof');
  put(it.mentor.mail, it.meetings[3]!.startsAt, 1, 'oof');
  const other = await freePair();
  put(other.mentor.mail, first(other).startsAt, 1.5, 'tentative');
  await life.look();
  expect(await ofFirst(it)).toMatchObject({ proposals: ['conflict'], conflicts: [{ kind: 'away' }] });
  expect(await ofFirst(other)).toMatchObject({ diary: 'free', proposals: [] });
  expect((await life.stored(it)).proposals).toHaveLength(1);
});

test('a diary that can’t be read is marked so, and nothing is proposed', async () => {
  const it = await freePair();
  life.outlook.faults.set({ hiddenCalendars: [it.mentee.mail] });
  await life.look();
  expect(await ofFirst(it)).toMatchObject({ diary: 'unknown', proposals: [], conflicts: [{ kind: 'unknown' }] });
  life.outlook.faults.set({ hiddenCalendars: [] });
  await life.look();
  expect(await ofFirst(it)).toMatchObject({ diary: 'free', proposals: [] });
});

test('a decline of the hour before the one that both agreed on asks for nothing', async () => {
  const it = await freePair();
  life.reply(it, it.mentee.mail, first(it), 'declined');
  await life.read();
  const { proposals } = await life.stored(it);
  const closedAt = new Date(life.clock.now().getTime() + HOUR);
  await life.transact(systemScope, ({ timeProposals }) =>
    timeProposals.save({ ...proposals[0]!, state: 'arranged', agreedStart: first(it).startsAt, closedAt }),
  );
  await life.look();
  expect((await ofFirst(it)).proposals).toEqual(['declined']);
});

test('of a declined series each meeting is asked about when it comes near', async () => {
  const it = await freePair();
  life.reply(it, it.mentee.mail, null, 'declined');
  await life.read();
  expect((await life.stored(it)).proposals).toHaveLength(1);
  life.sandbox.world.clock.advance(it.meetings[1]!.startsAt.getTime() - 40 * DAY - life.clock.now().getTime());
  await life.look();
  expect((await life.stored(it)).proposals.map(({ occurrenceId }) => occurrenceId)).toEqual([
    first(it).id,
    it.meetings[1]!.id,
  ]);
});
