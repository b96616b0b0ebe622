import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Graph } from '../../../src/adapters/graph/client.ts';
import { readDiaries } from '../../../src/adapters/graph/get-schedule.ts';
import { GraphFault } from '../../../src/adapters/graph/graph-fault.ts';

const mailboxes = ['first@contoso.example', 'second@contoso.example', 'third@contoso.example'];
const people = Array.from({ length: 60 }, (_, at) => `person${at}@contoso.example`);
const from = new Date('2027-01-04T00:00:00Z');
const to = new Date('2027-01-14T00:00:00Z');

/** Answers every diary as free and notes through which mailbox it was asked; some mailboxes refuse. */
function outlook(refusals: Record<string, GraphFault> = {}) {
  const asked: string[] = [];
  const graph = {
    send: async ({ path, body }: { path: string; body: { schedules: string[] } }) => {
      const mailbox = decodeURIComponent(path.split('/')[2]!);
      asked.push(mailbox);
      if (refusals[mailbox]) throw refusals[mailbox];
      return { value: body.schedules.map((scheduleId) => ({ scheduleId, scheduleItems: [] })) };
    },
  } as unknown as Graph;
  return { asked, read: (some = people) => readDiaries(graph, mailboxes, some, from, to) };
}
const refusal = (status: number) => new GraphFault('read free/busy', status, 'ErrorAccessDenied');

test('the mailboxes share the reading of many diaries; what takes one request goes through the first', async () => {
  const { asked, read } = outlook();
  expect((await read()).size).toBe(60);
  expect(asked.sort()).toEqual(mailboxes);
  asked.length = 0;
  await read(people.slice(0, 2));
  expect(asked).toEqual([mailboxes[0]]);
});

test.each([403, 404])('a mailbox that answers %i is left out, and the others do its part', async (status) => {
  const { asked, read } = outlook({ [mailboxes[1]!]: refusal(status) });
  const diaries = await read();
  expect([...diaries.values()].every(({ known }) => known)).toBe(true);
  expect(diaries.size).toBe(60);
  expect(asked.filter((mailbox) => mailbox === mailboxes[1])).toHaveLength(1);
});

test('no more are asked for at once than Outlook serves, so that an invitation waits for few of them', async () => {
  const many = Array.from({ length: 2000 }, (_, at) => `person${at}@contoso.example`);
  let [now, most] = [0, 0];
  const graph = {
    send: async ({ body }: { body: { schedules: string[] } }) => {
      now += 1;
      most = Math.max(most, now);
      await nextTurn();
      now -= 1;
      return { value: body.schedules.map((scheduleId) => ({ scheduleId, scheduleItems: [] })) };
    },
  } as unknown as Graph;
  expect((await readDiaries(graph, mailboxes.slice(0, 1), many, from, to)).size).toBe(2000);
  expect(most).toBe(4);
});

test('after a failure nothing more is asked', async () => {
  const broken = new GraphFault('read free/busy', 503, 'told-to-wait', 60_000);
  const { asked, read } = outlook({ [mailboxes[0]!]: broken });
  await expect(read(Array.from({ length: 2000 }, (_, at) => `person${at}@contoso.example`))).rejects.toBe(broken);
  await nextTurn();
  expect(asked.length).toBeLessThan(50);
});

test('when none may be used, or one fails otherwise, that is told', async () => {
  const all = Object.fromEntries(mailboxes.map((mailbox) => [mailbox, refusal(403)]));
  await expect(outlook(all).read()).rejects.toMatchObject({ status: 403 });
  const passing = new GraphFault('read free/busy', 503, 'told-to-wait', 60_000);
  await expect(outlook({ [mailboxes[2]!]: passing }).read()).rejects.toBe(passing);
});
