import { readSandboxConfig } from '../../src/sandbox/config.ts';

test('nothing need be set', () => {
  expect(readSandboxConfig({})).toMatchObject({ port: 4400, seed: 1, peopleLimit: null, contractLog: null });
  expect(readSandboxConfig({ SANDBOX_PEOPLE: '', SANDBOX_ORG: '' })).toEqual(readSandboxConfig({}));
});

test('several mailboxes, a product elsewhere', () => {
  const config = readSandboxConfig({
    ORGANIZER_MAILBOXES: 'one@contoso.example, two@contoso.example',
    PRODUCT_URL: 'http://127.0.0.1:3978/',
  });
  expect(config.organizerMailboxes).toEqual(['one@contoso.example', 'two@contoso.example']);
  expect(config.publicUrl).toBeNull();
  expect(config.productUrl).toBe('http://127.0.0.1:3978');
});

test.each([
  ['SANDBOX_PORT', '70000'],
  ['SANDBOX_SEED', 'many'],
  ['SANDBOX_PEOPLE', '0'],
  ['TENANT_ID', 'contoso'],
  ['PRODUCT_URL', 'localhost'],
  ['PRODUCT_PUBLIC_URL', 'http://counterpart.contoso.example'],
  ['PRODUCT_PUBLIC_URL', 'https://counterpart.contoso.example/hooks'],
  ['ORGANIZER_MAILBOXES', 'mentoring,'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => readSandboxConfig({ [name]: value })).toThrow(`${name}: expected`);
});
