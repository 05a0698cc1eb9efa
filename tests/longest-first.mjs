import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sequencer from '@jest/test-sequencer'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * What takes longest, so that no worker is left with it when the others have ended: jest itself knows only after a first run. Of
 * the files that share the returned city, the first loads it while others would wait: so none of them follows soon.
 */
const longest = [
  'tests/path/withdraw-from-sums.test.ts',
  'tests/contract/readme-node.test.ts',
  'tests/path/hub-command.test.ts',
  'tests/failure/kill-tier.test.ts',
  'infra/postgres/src/embedded/start-embedded-server.test.ts',
  'tests/path/npm-start.test.ts',
  'tests/failure/kill-hub.test.ts',
  'tests/failure/moves.test.ts',
  'tests/path/node-returns.test.ts',
  'tests/contract/node-check.test.ts',
  'tests/contract/python-node.test.ts',
  'tests/edge/owners-only.test.ts',
  'infra/postgres/src/drift/check-drift.test.ts',
  'infra/data/src/activity/activity-shape.test.ts',
  'subgraphs/community/src/returns/close/close-periods.test.ts',
  'subgraphs/community/src/returns/correct/correct-returns.test.ts',
  'subgraphs/disclosure/src/release-period.oracle.test.ts',
  'subgraphs/community/src/returns/release/release-period.taken.test.ts',
].map((file) => join(root, file))

const missing = longest.filter((file) => !existsSync(file))
if (missing.length > 0) throw new Error(`Expected the test files that take longest, but got ${missing.join(', ')}.`)

/** Orders test files: those that take longest, then as jest does. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => (longest.includes(path) ? longest.indexOf(path) : longest.length)
    return super.sort(tests).toSorted((one, other) => place(one) - place(other))
  }
}
