import { declineInvitation } from '../../../src/domain/programme/decline-invitation.ts';
import { enrol } from '../../../src/domain/programme/enrol.ts';
import { invitePeople } from '../../../src/domain/programme/invite-people.ts';
import { closeEnrolment, openProgramme } from '../../../src/domain/programme/move-programme.ts';
import { checkSettings } from '../../../src/domain/programme/programme-settings.ts';
import { readInvitationList } from '../../../src/domain/programme/read-invitation-list.ts';
import { systemScope } from '../../../src/domain/kernel/unit-of-work.ts';
import { settings, thinLine, value } from '../../support/thin-line.ts';

let line: Awaited<ReturnType<typeof thinLine>>;
beforeAll(async () => (line = await thinLine()));
afterAll(() => line.close());

const lettersOf = (programmeId: string) =>
  line.transact(systemScope, (stores) => stores.letters.inProgramme(programmeId));

test.each([
  ['ends before it starts', { endsOn: '2027-01-01' }, 'dates-reversed', 'endsOn'],
  ['too short for its meetings', { endsOn: '2027-03-01' }, 'too-short', 'endsOn'],
  ['a slip in the year', { endsOn: '2072-12-17' }, 'too-long', 'endsOn'],
  ['an offset, which keeps no summer time', { timeZone: '+01:00' }, 'unknown-zone', 'timeZone'],
  ['over before today', { startsOn: '2026-01-05', endsOn: '2026-11-30' }, 'too-short', 'endsOn'],
  ['an unknown zone', { timeZone: 'Europe/Londinium' }, 'unknown-zone', 'timeZone'],
])('settings are refused: %s', (_name, change, code, at) => {
  expect(
    checkSettings({ ...settings, ...change }, new Date('2026-12-01T09:00:00Z'), { gradesAreRead: true }),
  ).toMatchObject({
    ok: false,
    fault: { code, at },
  });
});

test.each([
  ['no grade', [' ', ''], true, 'no-order', 'levels.order'],
  ['a grade twice', ['SCS1', 'Grade 6', ' SCS1'], true, 'grade-twice', 'levels.order'],
  ['grades that nobody reads', ['SCS1'], false, 'no-grades', 'levels'],
])('levels are refused: %s', (_name, order, gradesAreRead, code, at) => {
  const asked = { ...settings, levels: { from: 'grade' as const, order } };
  expect(checkSettings(asked, new Date('2026-12-01T09:00:00Z'), { gradesAreRead })).toMatchObject({
    ok: false,
    fault: { code, at },
  });
});

test('grades are kept as they are compared: trimmed, and composed', () => {
  const asked = { ...settings, levels: { from: 'grade' as const, order: [' Secre\u0301taire ', '', 'Officer'] } };
  const kept = value(checkSettings(asked, new Date('2026-12-01T09:00:00Z'), { gradesAreRead: true }));
  expect(kept.levels).toEqual({ from: 'grade', order: ['Secr\u00e9taire', 'Officer'] });
});

test('a zone is kept under its proper name', () => {
  expect(
    value(
      checkSettings({ ...settings, timeZone: 'europe/london' }, new Date('2026-12-01T09:00:00Z'), {
        gradesAreRead: true,
      }),
    ).timeZone,
  ).toBe('Europe/London');
});

test('an invitation is one card, however often somebody is invited', async () => {
  const [person = ''] = line.organisation.juniors;
  const programmeId = await line.openWith([{ personId: person, role: 'mentor' }]);
  const again = await invitePeople(line.deps)({
    programmeId,
    by: line.coordinator,
    people: [{ personId: person, role: 'mentor' }],
  });
  expect(value(again)).toEqual({ invited: 0, alreadyInvited: 1 });
  expect(await lettersOf(programmeId)).toHaveLength(1);
});

test('a guest is invited like others, and known as a guest', async () => {
  const { guest } = line.organisation;
  const programmeId = await line.openWith([{ personId: guest, role: 'mentee' }]);
  const [invitation] = await line.transact(systemScope, ({ invitations }) => invitations.inProgramme(programmeId));
  expect(invitation).toMatchObject({ personId: guest, isGuest: true });
  expect(await lettersOf(programmeId)).toHaveLength(1);
});

test('somebody unknown in a list: every fault is named and nobody is invited', async () => {
  const programmeId = await line.openWith([{ personId: line.organisation.seniors[0] ?? '', role: null }]);
  const result = await invitePeople(line.deps)({
    programmeId,
    by: line.coordinator,
    people: [
      { personId: line.organisation.seniors[1] ?? '', role: null, at: 'line 2' },
      { personId: '99999999-0000-4000-8000-000000000001', role: null, at: 'line 3' },
      { personId: '99999999-0000-4000-8000-000000000000', role: null, at: 'line 4' },
    ],
  });
  expect(result).toMatchObject({ ok: false, fault: { details: [{ at: 'line 3' }, { at: 'line 4' }] } });
  expect(await lettersOf(programmeId)).toHaveLength(1);
});

test('a list names what is wrong with each row', async () => {
  const rows = [
    { line: 2, email: 'north.manager.1@contoso.example', role: 'mentee' },
    { line: 3, email: 'nobody@contoso.example', role: '' },
    { line: 4, email: 'North.Manager.1@contoso.example', role: '' },
    { line: 5, email: 'south.manager.1@contoso.example', role: 'boss' },
  ];
  expect(await readInvitationList(line.deps)(rows)).toMatchObject({
    ok: false,
    fault: { details: [{ at: 'line 3, email' }, { at: 'line 4, email' }, { at: 'line 5, role' }] },
  });
  expect(value(await readInvitationList(line.deps)(rows.slice(0, 1)))).toEqual([
    { personId: line.organisation.seniors[0], role: 'mentee', at: 'line 2' },
  ]);
});

test('nobody joins uninvited, in another role, or once the enrolment is closed', async () => {
  const [junior = '', stranger = ''] = line.organisation.juniors;
  const [senior = ''] = line.organisation.seniors;
  const programmeId = await line.openWith([
    { personId: junior, role: 'mentor' },
    { personId: senior, role: null },
  ]);
  const profile = { role: 'mentor' as const, offers: [' Data ', 'Data'], wants: [], area: ' ', languages: [] };
  const asking = (personId: string, role: 'mentor' | 'mentee') =>
    enrol(line.deps)({ programmeId, personId, via: 'card', profile: { ...profile, role } });
  expect(await asking(stranger, 'mentor')).toMatchObject({ ok: false, fault: { code: 'not-invited' } });
  expect(await asking(junior, 'mentee')).toMatchObject({ ok: false, fault: { code: 'wrong-role', at: 'role' } });
  expect(await closeEnrolment(line.deps)({ programmeId, by: line.coordinator })).toMatchObject({
    ok: false,
    fault: { code: 'not-ready' },
  });
  expect(value(await asking(junior, 'mentor'))).toMatchObject({ offers: ['Data'], area: null, state: 'active' });
  value(await asking(senior, 'mentee'));
  value(await closeEnrolment(line.deps)({ programmeId, by: line.coordinator }));
  expect(await asking(junior, 'mentor')).toMatchObject({ ok: false, fault: { code: 'enrolment-closed' } });
  value(await openProgramme(line.deps)({ programmeId, by: line.coordinator }));
  value(await asking(junior, 'mentor'));
});

test('of invited people nothing is kept until they join; declining needs no reason', async () => {
  const [, , quiet = ''] = line.organisation.juniors;
  const programmeId = await line.openWith([{ personId: quiet, role: 'mentor' }]);
  const known = () => line.transact(systemScope, (stores) => stores.participants.get(quiet));
  expect(await known()).toBeUndefined();
  value(await declineInvitation(line.deps)({ programmeId, personId: quiet }));
  expect(await known()).toBeUndefined();
  await line.join(programmeId, quiet, 'mentor');
  expect(await known()).toMatchObject({ displayName: expect.stringContaining('apprentice') });
  expect(await declineInvitation(line.deps)({ programmeId, personId: quiet })).toMatchObject({
    ok: false,
    fault: { code: 'already-joined' },
  });
});
