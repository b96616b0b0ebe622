// The house's import rules (who may know whom), for dependency-cruiser. tests/architecture/import-rules.test.ts breaks
// each one on purpose and sees it caught.
const topics = [
  'people',
  'programme',
  'matching',
  'pairs',
  'meetings',
  'feedback',
  'letters',
  'evaluation',
  'overview',
];

/** A topic may read the topics before it, never one after it. */
const topicOrder = topics.slice(0, -1).map((topic, index) => ({
  name: `topic-order-${topic}`,
  comment: `${topic} comes before ${topics.slice(index + 1).join(', ')}`,
  severity: 'error',
  from: { path: `^src/domain/${topic}/` },
  to: { path: `^src/domain/(${topics.slice(index + 1).join('|')})/` },
}));

const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|tests)/', pathNot: allowed },
});

const packages = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
    pathNot: `node_modules/(${allowed})/`,
  },
});

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('kernel-knows-nothing', '^src/domain/kernel/', '^src/domain/kernel/', 'the kernel is below every topic'),
    only('domain-is-alone', '^src/domain/', '^src/domain/', 'no adapter, no server, no tab'),
    packages('domain-packages', '^src/domain/', 'temporal-polyfill', 'pure libraries only'),
    { name: 'domain-no-node', severity: 'error', from: { path: '^src/domain/' }, to: { dependencyTypes: ['core'] } },
    ...topicOrder,
    {
      name: 'adapters-apart',
      comment: 'an adapter knows the domain and its own vendor; teams also knows cards',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/', pathNot: ['^src/adapters/$1/', '^src/adapters/teams/.*|^src/adapters/cards/'] },
    },
    {
      name: 'adapters-not-upwards',
      severity: 'error',
      from: { path: '^src/adapters/' },
      to: { path: '^src/(server|tab|cli|contract|sandbox|demo)/' },
    },
    {
      name: 'threads-in-their-folder',
      comment: 'a thread is a process of its own kind: one folder starts and ends them all',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/threads/' },
      to: { path: '^(node:)?worker_threads$' },
    },
    only('contract-is-alone', '^src/contract/', '^src/contract/', 'the contract knows zod and nothing else'),
    packages('contract-packages', '^src/contract/', 'zod', 'the contract knows zod and nothing else'),
    only('tab-knows-contract', '^src/tab/', '^src/(tab|contract)/', 'the tab reaches the product through its API'),
    {
      name: 'teams-js-in-host',
      severity: 'error',
      from: { path: '^src/tab/', pathNot: '^src/tab/host\\.ts$' },
      to: { path: 'node_modules/@microsoft/teams-js/' },
    },
    {
      name: 'msal-in-sign-in',
      comment: 'loaded outside Teams alone: a static import anywhere else would put it into every first load',
      severity: 'error',
      from: { path: '^src/tab/', pathNot: '^src/tab/sign-in\\.ts$' },
      to: { path: 'node_modules/@azure/msal-browser/' },
    },
    {
      name: 'sign-in-on-demand',
      comment: 'the same: only a dynamic import may bring it in',
      severity: 'error',
      from: { path: '^src/tab/' },
      to: { path: '^src/tab/sign-in\\.ts$', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-no-tab-no-sandbox',
      severity: 'error',
      from: { path: '^src/(server|cli)/' },
      to: { path: '^src/(tab|sandbox|demo)/' },
    },
    only('sandbox-is-alone', '^src/sandbox/', '^src/sandbox/', 'an honest stand-in knows nothing of the product'),
    only('demo-is-alone', '^src/demo/', '^src/demo/', 'two processes side by side, no code of theirs'),
    {
      name: 'nobody-imports-the-sandbox',
      severity: 'error',
      from: { path: '^src/(?!sandbox/)' },
      to: { path: '^src/sandbox/' },
    },
    { name: 'no-tests-in-src', severity: 'error', from: { path: '^src/' }, to: { path: '^tests/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules/.cache)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
