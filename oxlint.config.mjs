/**
 * Which of the hub's packages each part of the repository may import; nobody imports one that is not in its list. ARCHITECTURE.md
 * says the same in words, and `tests/contract/lint.test.ts` holds that lint refuses everything else.
 */
export const directions = {
  schema: [],
  'infra/process': ['schema'],
  'infra/postgres': ['schema', 'process'],
  'infra/data': ['schema', 'process', 'postgres'],
  'infra/issuer': ['schema', 'process', 'postgres'],
  'subgraphs/shared': ['schema', 'process', 'postgres'],
  'subgraphs/disclosure': ['schema'],
  'subgraphs/city': ['schema', 'process', 'postgres', 'subgraph'],
  'subgraphs/borough': ['schema', 'process', 'postgres', 'subgraph'],
  'subgraphs/community': ['schema', 'process', 'postgres', 'subgraph', 'disclosure'],
  gateway: ['schema', 'process'],
}

const packages = [
  'schema',
  'process',
  'postgres',
  'data',
  'issuer',
  'subgraph',
  'disclosure',
  'city',
  'borough',
  'community',
  'gateway',
  'cli',
]

/**
 * The layers of disclosure control, from the bottom: each imports of those before it alone. `audit`, which looks at what is published from
 * outside, imports the model alone.
 */
export const disclosureLayers = ['model', 'world', 'shifts', 'named', 'sums', 'build']

const prisma = {
  group: ['@prisma/*', '**/generated/prisma/**'],
  message: "Only a subgraph's database/ imports Prisma.",
}

/** What nobody does. An override of lint replaces the whole rule, so every list of bans begins with these. */
const nowhere = [
  { group: ['@shequ/*/src/**', '@shequ/*/dist/**'], message: 'Import through the package’s exports.' },
  {
    group: ['utils', 'helpers', 'common', 'misc', 'manager'].flatMap((name) => [
      `**/${name}`,
      `**/${name}.js`,
      `./**/${name}/**`,
      `../**/${name}/**`,
    ]),
    message: 'Name the file after what it does.',
  },
]

const banned = (...bans) => ({ 'no-restricted-imports': ['error', { patterns: [...nowhere, ...bans] }] })

const notAllowed = (folder) => ({
  group: packages.filter((name) => !directions[folder].includes(name)).map((name) => `@shequ/${name}/**`),
  message: `${folder} imports of the hub only: ${directions[folder].join(', ') || 'nothing'}.`,
})

const notBelow = (layer) => {
  const below = layer === 'audit' ? ['model'] : disclosureLayers.slice(0, disclosureLayers.indexOf(layer))
  const above = [...disclosureLayers, 'audit', 'testing'].filter((other) => other !== layer && !below.includes(other))
  return {
    group: [...above.map((other) => `../${other}/**`), '../*.js'],
    message: `In disclosure control, ${layer} imports of other layers: ${below.join(', ') || 'nothing'}.`,
  }
}

export default {
  plugins: ['typescript', 'import', 'promise', 'node', 'unicorn', 'vitest', 'react', 'jsx-a11y'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['**/dist/**', '**/src/generated/**', '**/node_modules/**'],
  rules: {
    'import/no-cycle': 'error',
    'import/no-unassigned-import': 'off',
    'import/no-named-as-default-member': 'off',
    'vitest/expect-expect': 'off',
    'node/no-process-env': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-unsafe-type-assertion': 'off',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    // Only components have hooks: elsewhere a name that begins with `use` is a verb.
    'react/rules-of-hooks': 'off',
    'react/react-in-jsx-scope': 'off',
    'jsx-a11y/prefer-tag-over-role': 'off',
    // It warns of libraries that React's compiler can't take, which nothing here is compiled with.
    'react/incompatible-library': 'off',
    // What scrolls must be reached by the keyboard.
    'jsx-a11y/no-noninteractive-tabindex': 'off',
    'eslint/no-await-in-loop': 'off',
    'eslint/no-underscore-dangle': 'off',
    'eslint/no-shadow': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/no-array-sort': 'off',
    'vitest/no-disabled-tests': 'error',
    'vitest/no-focused-tests': 'error',
    ...banned(prisma),
  },
  overrides: [
    ...Object.keys(directions).map((folder) => ({
      files: [`${folder}/**/*.ts`, `${folder}/**/*.tsx`],
      rules: banned(notAllowed(folder), prisma),
    })),
    ...Object.keys(directions)
      .filter((folder) => folder.startsWith('subgraphs/'))
      .map((folder) => ({ files: [`${folder}/src/database/**/*.ts`], rules: banned(notAllowed(folder)) })),
    ...[...disclosureLayers, 'audit'].map((layer) => ({
      files: [`subgraphs/disclosure/src/${layer}/**/*.ts`],
      excludeFiles: ['**/*.test.ts'],
      rules: banned(notAllowed('subgraphs/disclosure'), prisma, notBelow(layer)),
    })),
    {
      files: ['gateway/console/src/**'],
      rules: { 'react/rules-of-hooks': 'error', 'react/exhaustive-deps': 'error' },
    },
    // The cross-tier tests keep what they share in `tests/helpers`.
    { files: ['tests/**'], rules: { 'no-restricted-imports': ['error', { patterns: [nowhere[0], prisma] }] } },
    {
      files: ['infra/process/src/read-environment.ts', '**/prisma.config.ts', '**/*.mjs', '**/*.test.ts', 'tests/**'],
      rules: { 'node/no-process-env': 'off' },
    },
    // Vitest types what `expect.any(String)` and its like give as any, wherever they stand.
    {
      files: ['**/*.test.ts', 'tests/**'],
      rules: { 'typescript/no-unsafe-assignment': 'off', 'typescript/no-unsafe-return': 'off' },
    },
    {
      files: ['**/*.mjs'],
      rules: {
        'typescript/no-unsafe-assignment': 'off',
        'typescript/no-unsafe-return': 'off',
        'typescript/no-unsafe-argument': 'off',
        'typescript/no-unsafe-member-access': 'off',
        'typescript/no-unsafe-call': 'off',
        'typescript/no-explicit-any': 'off',
      },
    },
  ],
}
