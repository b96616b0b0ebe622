import { createDirectory } from '../../../src/adapters/graph/directory.ts';
import { graphSandbox } from '../../support/graph-sandbox.ts';

let sandbox: Awaited<ReturnType<typeof graphSandbox>>;
beforeAll(async () => {
  sandbox = await graphSandbox();
});
afterAll(async () => {
  expect(sandbox.violations()).toEqual([]);
  await sandbox.close();
});

test('reads everybody with managers by pages of a hundred', async () => {
  const directory = createDirectory(sandbox.graph);
  const managers = new Map<string, string | null>();
  let link: string | null = null;
  let pages = 0;
  do {
    const page = await directory.page(link);
    if (page === 'expired') throw new Error('expired');
    for (const { details, managerId, managerKnown } of page.people) {
      expect(managerKnown).toBe(true);
      managers.set(details.id, managerId);
    }
    link = page.nextLink;
    pages += 1;
  } while (link !== null);
  const people = sandbox.world.directory.list(0, 10_000);
  expect(pages).toBe(Math.ceil(people.length / 100));
  expect(managers).toEqual(new Map(people.map((person) => [person.id, person.managerId])));
});

test('a bookmark tells moves and leavers from then on, and expires after a week', async () => {
  const directory = createDirectory(sandbox.graph);
  const { directory: world, clock } = sandbox.world;
  const bookmark = await directory.bookmark();
  const staff = world.list(0, 300).filter((person) => world.reportsOf(person.id).length === 0);
  const top = world.list(0, 300).find((person) => person.managerId === null)!;
  const [mover, leaver] = [staff.find((person) => person.managerId !== top.id)!, staff.at(-1)!];
  world.move(mover.id, top.id);
  world.leave(leaver.id);
  const changes = await directory.changes(bookmark);
  if (changes === 'expired') throw new Error('expired');
  expect(changes.left).toEqual([leaver.id]);
  expect(changes.people.map(({ details, managerId, managerKnown }) => [details.id, managerId, managerKnown])).toEqual([
    [mover.id, top.id, true],
  ]);
  expect(changes.nextLink).toBeNull();
  const later = await directory.changes(changes.deltaLink!);
  expect(later).toMatchObject({ people: [], left: [] });
  clock.advance(8 * 24 * 3_600_000);
  expect(await directory.changes(bookmark)).toBe('expired');
});

test('looks people up by id, mail and beginning of the name', async () => {
  const directory = createDirectory(sandbox.graph);
  const people = sandbox.world.directory.list(0, 40);
  const ids = people.map((person) => person.id);
  const found = await directory.look([...ids, '00000000-0000-4000-8000-000000000000']);
  expect(new Set(found.map((person) => person.id))).toEqual(new Set(ids));
  const mails = people.slice(0, 20).map((person) => person.mail.toUpperCase());
  expect(await directory.findByMail([...mails, 'nobody@contoso.example'])).toHaveLength(20);
  const one = people[0]!;
  const hits = await directory.search(one.displayName, 5);
  expect(hits).toContainEqual({
    id: one.id,
    displayName: one.displayName,
    mail: one.mail,
    jobTitle: one.jobTitle || null,
    department: one.department || null,
    officeLocation: one.officeLocation || null,
    preferredLanguage: one.preferredLanguage || null,
    grade: null,
    isGuest: one.userType === 'Guest',
  });
  expect(await directory.search("O'Nobody & co#?", 5)).toEqual([]);
  const [withManager] = await directory.withManagers([people.find((person) => person.managerId !== null)!.id]);
  expect(withManager?.managerKnown).toBe(true);
  expect(withManager?.managerId).not.toBeNull();
});

test.each(['extensionAttribute1', 'employeeType'] as const)(
  'reads grades from %s, also when it tells changes',
  async (gradeAttribute) => {
    const directory = createDirectory(sandbox.graph, { gradeAttribute });
    const { directory: world } = sandbox.world;
    const [person, boss] = world.list(0, 300).filter(({ grade, userType }) => grade !== '' && userType === 'Member');
    const bookmark = await directory.bookmark();
    const [looked] = await directory.look([person!.id]);
    expect(looked?.grade).toBe(person!.grade);
    const page = await directory.page(null);
    if (page === 'expired') throw new Error('expired');
    const grades = new Map(world.list(0, 1000).map(({ id, grade }) => [id, grade || null]));
    expect(page.people.map(({ details }) => details.grade)).toEqual(
      page.people.map(({ details }) => grades.get(details.id)),
    );
    const managerId = person!.managerId === boss!.id ? null : boss!.id;
    world.move(person!.id, managerId);
    const changes = await directory.changes(bookmark);
    if (changes === 'expired') throw new Error('expired');
    expect(changes.people.map(({ details }) => [details.id, details.grade])).toEqual([[person!.id, person!.grade]]);
  },
);

test('asks for no grade unless told where it is, and takes an empty one for none', async () => {
  const person = sandbox.world.directory.list(0, 300).find(({ grade }) => grade !== '')!;
  expect((await createDirectory(sandbox.graph).look([person.id]))[0]?.grade).toBeNull();
  const elsewhere = createDirectory(sandbox.graph, { gradeAttribute: 'extensionAttribute2' });
  expect((await elsewhere.look([person.id]))[0]?.grade).toBeNull();
});

test('says that it is unavailable, with a code and without an address', async () => {
  sandbox.world.faults.change({ rate503: 1, retryAfter: 0 });
  const directory = createDirectory(sandbox.client({ wait: async () => undefined }));
  await expect(directory.findByMail(['ann@contoso.example'])).rejects.toMatchObject({
    name: 'DirectoryUnavailable',
    code: 'serviceNotAvailable',
    message: expect.not.stringContaining('ann') as string,
  });
  sandbox.world.faults.change({ rate503: 0 });
});
