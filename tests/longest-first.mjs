import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BaseSequencer } from 'vitest/node'

/**
 * What takes longest, so that no worker is left with it when the others have ended: vitest itself knows only after a first run. Of
 * the files that share the returned city, the first loads it while others would wait: so none of them follows soon.
 */
const longest = [
  'tests/path/withdraw-from-sums.test.ts',
  'infra/postgres/src/embedded/start-embedded-server.test.ts',
  'tests/contract/readme-node.test.ts',
  'tests/failure/kill-hub.test.ts',
  'tests/path/hub-command.test.ts',
  'tests/path/npm-start.test.ts',
  'tests/failure/moves.test.ts',
  'tests/path/entrusted-counts.test.ts',
  'tests/failure/kill-tier.test.ts',
  'tests/failure/nodes.long.test.ts',
  'tests/path/exact-year.long.test.ts',
  'subgraphs/disclosure/src/release-period.attack.long.test.ts',
  'tests/failure/returns-chaos.long.test.ts',
  'tests/failure/kill-move.long.test.ts',
  'tests/failure/kill-hub.long.test.ts',
].map((file) => join(import.meta.dirname, '..', file))

const missing = longest.filter((file) => !existsSync(file))
if (missing.length > 0) throw new Error(`Expected the test files that take longest, but got ${missing.join(', ')}.`)

/** Orders test files: those that take longest, then as vitest does. */
export default class LongestFirst extends BaseSequencer {
  async sort(files) {
    const rank = ({ moduleId }) => (longest.includes(moduleId) ? longest.indexOf(moduleId) : longest.length)
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
