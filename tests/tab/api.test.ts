import { giveFeedback } from '../../src/contract/feedback.ts';
import { getChart } from '../../src/contract/directory.ts';
import { getMe } from '../../src/contract/me.ts';
import { leave } from '../../src/contract/programmes.ts';
import { address, ApiFault, createCall } from '../../src/tab/api.ts';

type Sent = { url: string; init: RequestInit };

/** A server that answers with these, one after the other, and remembers what it was asked. */
function answering(...answers: (Response | Error)[]) {
  const sent: Sent[] = [];
  const asked: boolean[] = [];
  const call = createCall({
    token: async (fresh) => {
      asked.push(fresh);
      return fresh ? 'fresh-token' : 'token';
    },
    fetch: async (url, init) => {
      sent.push({ url: url as string, init: init ?? {} });
      const answer = answers[sent.length - 1];
      if (!answer || answer instanceof Error) throw answer ?? new Error('asked too often');
      return answer;
    },
  });
  return { call, sent, asked };
}

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });
const person = { id: '11111111-1111-4111-8111-111111111111', name: 'Priya Shah', title: null, department: null };
const me = { person, roles: ['Coordinator'], inChart: true };
const bearer = ({ init }: Sent): string | undefined => (init.headers as Record<string, string>)['Authorization'];

test('path parameters are filled in, the others become the query, and what is undefined is left out', () => {
  expect(address('/api/programmes/:programmeId/match', { programmeId: 'a/b' })).toBe('/api/programmes/a%2Fb/match');
  expect(address('/api/directory/people', { query: 'Zoë & co' })).toBe('/api/directory/people?query=Zo%C3%AB+%26+co');
  expect(address(getChart.path, { under: undefined })).toBe('/api/directory/chart');
});

test('every request carries a token and no cookies, and unknown fields of the answer are ignored', async () => {
  const { call, sent } = answering(json({ ...me, later: 'field' }));
  expect(await call(getMe, { params: {} })).toEqual(me);
  expect(sent.map(bearer)).toEqual(['Bearer token']);
  expect(sent[0]?.init).toMatchObject({ method: 'GET', credentials: 'omit', cache: 'no-store' });
  expect(sent[0]?.init.body).toBeUndefined();
});

test('a refused token is renewed once, and the request sent again with the fresh one', async () => {
  const { call, sent } = answering(json({}, 401), json(me));
  await call(getMe, { params: {} });
  expect(sent.map(bearer)).toEqual(['Bearer token', 'Bearer fresh-token']);
});

test('a token that stays refused ends in a fault, not in a loop', async () => {
  const { call, asked } = answering(json({}, 401), json({ code: 'bad-token', message: 'No' }, 401));
  await expect(call(getMe, { params: {} })).rejects.toMatchObject({ status: 401, fault: { code: 'bad-token' } });
  expect(asked).toEqual([false, true]);
});

test('what the server says of a fault arrives whole', async () => {
  const fault = {
    code: 'bad-list',
    message: 'Two rows need a look.',
    reference: 'r-1',
    details: [{ at: 'line 2', message: 'x' }],
  };
  const { call } = answering(json(fault, 422));
  const error: unknown = await call(getMe, { params: {} }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApiFault);
  expect(error).toMatchObject({ status: 422, fault, message: fault.message });
});

test('no answer, a page in place of an answer, and an answer of another shape are faults with codes', async () => {
  const codeOf = async (answer: Response | Error): Promise<string> => {
    const caught: unknown = await answering(answer)
      .call(getMe, { params: {} })
      .catch((error: unknown) => error);
    return (caught as ApiFault).fault.code;
  };
  expect(await codeOf(new Error('offline'))).toBe('unreachable');
  expect(await codeOf(new Response('<h1>Bad gateway</h1>', { status: 502 }))).toBe('status-502');
  expect(await codeOf(json({ ...me, roles: 'Coordinator' }))).toBe('unexpected-answer');
});

test('a body is sent as JSON, and an empty answer is fine where nothing is expected', async () => {
  const { call, sent } = answering(new Response(null, { status: 204 }), json({ outcome: 'stored' }));
  await call(leave, { params: { programmeId: person.id } });
  const body = {
    held: 'no' as const,
    worth: null,
    spokeFreely: null,
    taught: null,
    commitment: null,
    note: null,
    noteFor: 'private' as const,
  };
  expect(await call(giveFeedback, { params: { meetingId: person.id }, body })).toEqual({ outcome: 'stored' });
  expect(sent.map(({ init }) => init.body)).toEqual(['{}', JSON.stringify(body)]);
});
