import { readFile, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What may write rows of every owner, and why. Everything else names the divisions whose rows it writes. */
const writesForAll = [
  // Loads by the role that owns the tables.
  'infra/data/src/load/tier-pools.ts',
  'infra/postgres/src/migrate/apply-migrations.ts',
  // Defines it.
  'infra/postgres/src/write-owners.ts',
  // Counts of gateways that are older than a day go, whichever node's they are.
  'subgraphs/borough/src/nodes/report-node-health.ts',
  // The keys of pseudonyms of all communities are wrapped with one key, and anew with the next.
  'subgraphs/community/src/keys/rotate-keys.ts',
  'subgraphs/community/src/keys/wrap-plain-keys.ts',
  // The close of a period releases all communities of a city and the sums over them.
  'subgraphs/community/src/returns/close/close-periods.ts',
  // What has had its time goes, whosever it is.
  'subgraphs/shared/src/prune/prune.ts',
  // A queue holds what is to be sent of everybody.
  'subgraphs/shared/src/relay/run-relay.ts',
]

/** Names of the setting and of its value for all, in whatever way they are written. */
const mark = /\beveryOwner\b|write_owners|\['\*'\]/

test('only the works that are everybody’s write for every owner', async () => {
  const files = (await Promise.all(['gateway', 'infra', 'subgraphs'].map(sourcesIn))).flat()
  const found: string[] = []
  for (const file of files) if (mark.test(await readFile(file, 'utf8'))) found.push(relative(root, file))
  expect(found.toSorted()).toEqual(writesForAll)
})

async function sourcesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true })
  return entries
    .filter(
      (name) =>
        /(^|\/)src\//.test(name) &&
        name.endsWith('.ts') &&
        !/node_modules|generated|\.test\.ts$|\/testing\//.test(name),
    )
    .map((name) => join(root, folder, name))
}
