import { leaveProgramme } from '../../../src/domain/pairs/leave-programme.ts';
import { enrol, type Profile } from '../../../src/domain/programme/enrol.ts';
import { withdrawRequests } from '../../../src/domain/programme/withdraw-requests.ts';
import { showHome } from '../../../src/domain/overview/show-home.ts';
import { showPeople } from '../../../src/domain/overview/show-people.ts';
import { showPrivacy } from '../../../src/domain/overview/show-privacy.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { settings, thinLine, value } from '../../support/thin-line.ts';
import { changeProgramme } from '../../../src/domain/programme/change-programme.ts';

let line: Awaited<ReturnType<typeof thinLine>>;
beforeAll(async () => (line = await thinLine()));
afterAll(() => line.close());

const profile: Profile = { role: 'mentor', offers: ['Data'], wants: [], area: null, languages: [] };
const asking = (programmeId: string, personId: string, more: Partial<Profile>, via: 'tab' | 'card' = 'tab') =>
  enrol(line.deps)({ programmeId, personId, via, profile: { ...profile, ...more } });
const told = (programmeId: string, personId: string) =>
  line.transact(systemScope, ({ partnerRequests }) => partnerRequests.get(programmeId, personId));

async function invited() {
  const [author = '', ...others] = line.organisation.juniors;
  const programmeId = await line.openWith([author, others[0] ?? ''].map((personId) => ({ personId, role: 'mentor' })));
  return { author, colleague: others[0] ?? '', others, programmeId };
}

test('what is told to the matcher is kept in order, once each, and stays when a card says nothing of it', async () => {
  const { author, programmeId } = await invited();
  const [one = '', two = '', three = ''] = line.organisation.seniors;
  value(await asking(programmeId, author, { requests: { wishes: [two, one, two], avoid: [three, three] } }));
  expect(await told(programmeId, author)).toMatchObject({ wishes: [two, one], avoid: [three] });
  value(await asking(programmeId, author, {}, 'card'));
  expect(await told(programmeId, author)).toMatchObject({ wishes: [two, one], avoid: [three] });
  value(await asking(programmeId, author, { requests: { wishes: [], avoid: [] } }));
  expect(await told(programmeId, author)).toBeUndefined();
});

test('somebody who has left the organisation meanwhile is let go of without a word', async () => {
  const { author, programmeId } = await invited();
  const [one = ''] = line.organisation.seniors;
  const gone = '00000000-0000-4000-8000-00000000dead';
  value(await asking(programmeId, author, { requests: { wishes: [gone, one], avoid: [] } }));
  expect(await told(programmeId, author)).toMatchObject({ wishes: [one] });
});

test('what can’t be asked is refused without naming anybody', async () => {
  const { author, programmeId } = await invited();
  const [one = '', ...more] = line.organisation.seniors;
  const crowd = [...line.organisation.juniors, ...line.organisation.seniors].filter((id) => id !== author);
  for (const [requests, code, at] of [
    [{ wishes: [author], avoid: [] }, 'named-themselves', 'requests'],
    [{ wishes: [one], avoid: [one] }, 'wished-and-avoided', 'requests'],
    [{ wishes: [one, ...more.slice(0, 3)], avoid: [] }, 'too-many-named', 'requests.wishes'],
    [{ wishes: [], avoid: crowd.slice(0, 21) }, 'too-many-named', 'requests.avoid'],
  ] as const) {
    const refused = await asking(programmeId, author, {
      requests: { wishes: [...requests.wishes], avoid: [...requests.avoid] },
    });
    expect(refused).toMatchObject({ ok: false, fault: { code, at } });
    const text = JSON.stringify(refused);
    for (const id of crowd) expect(text).not.toContain(id);
    expect(text).not.toMatch(/manager \d|apprentice/);
  }
  expect(await told(programmeId, author)).toBeUndefined();
});

test('nobody takes more partners than the programme allows; at first it is one', async () => {
  const { author, programmeId } = await invited();
  expect(value(await asking(programmeId, author, {}))).toMatchObject({ capacity: 1 });
  expect(await asking(programmeId, author, { capacity: 2 })).toMatchObject({
    ok: false,
    fault: { code: 'too-many-partners', at: 'capacity', message: expect.stringContaining('one partner at most') },
  });
  const allowing = (mentor: number) =>
    changeProgramme(line.deps)({
      programmeId,
      by: line.coordinator,
      settings: { ...settings, largestCapacity: { mentor, mentee: 1 } },
    });
  value(await allowing(3));
  expect(value(await asking(programmeId, author, { capacity: 3 }))).toMatchObject({ capacity: 3 });
  expect(value(await asking(programmeId, author, {}, 'card'))).toMatchObject({ capacity: 3 });
  value(await allowing(2));
  expect(value(await asking(programmeId, author, {}, 'card'))).toMatchObject({ capacity: 2 });
});

test('its author alone is shown it, on Home and on Privacy, and can delete it at any time', async () => {
  const { author, colleague, programmeId } = await invited();
  const [wished = '', avoided = ''] = line.organisation.seniors;
  value(await asking(programmeId, author, { requests: { wishes: [wished], avoid: [avoided] } }));
  value(await asking(programmeId, colleague, {}));
  const here = async (personId: string) =>
    value(await showHome(line.deps)({ personId })).find((one) => one.programme.id === programmeId);
  expect((await here(author))?.enrolment?.requests).toMatchObject({
    wishes: [{ id: wished }],
    avoid: [{ id: avoided }],
  });
  const privacyOf = async (personId: string) => value(await showPrivacy(line.deps)({ personId }));
  const mine = await privacyOf(author);
  expect(mine.programmes.find(({ id }) => id === programmeId)).toMatchObject({ hasRequests: true });
  expect(mine.kept.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      'Whom you would like to be paired with: North manager 1',
      'Whom you asked not to be paired with: North manager 2',
    ]),
  );
  const others = [
    await here(colleague),
    await privacyOf(colleague),
    await privacyOf(avoided),
    await privacyOf(line.coordinator),
    value(await showPeople(line.deps)({ programmeId })),
  ];
  for (const shown of others)
    expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${wished}|${avoided}|manager [12]`));

  await line.transact(systemScope, ({ programmes }) => programmes.setState(programmeId, 'running'));
  value(await withdrawRequests(line.deps)({ programmeId, personId: author }));
  expect(await told(programmeId, author)).toBeUndefined();
  expect((await privacyOf(author)).programmes.find(({ id }) => id === programmeId)).toMatchObject({
    hasRequests: false,
  });
});

test('leaving deletes it', async () => {
  const { author, programmeId } = await invited();
  const [wished = ''] = line.organisation.seniors;
  value(await asking(programmeId, author, { requests: { wishes: [wished], avoid: [] } }));
  value(await leaveProgramme(line.deps)({ programmeId, personId: author }));
  expect(await told(programmeId, author)).toBeUndefined();
});
