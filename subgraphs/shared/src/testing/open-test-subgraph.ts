import { countStatements, type StatementCount } from '@shequ/postgres/count-statements'
import { createTestDatabase } from '@shequ/postgres/testing/create-test-database'
import { withClient } from '@shequ/postgres/with-client'
import { createLog, type Logger } from '@shequ/process/log'
import type { Tier } from '@shequ/schema/tiers'
import { anonymous, type Viewer } from '@shequ/schema/viewer'
import type { Pool } from 'pg'
import type { Subgraph } from '../subgraph.js'

/** What a test reads of an answer. */
export interface Answer {
  readonly data: unknown
  readonly errors: readonly { readonly message: string; readonly code: string; readonly path: string }[]
}

/** A tier's subgraph on a database of one test file's own. */
export interface TestSubgraph<Database> {
  readonly subgraph: Subgraph
  readonly database: Database
  /** What the database was asked since the last reset. */
  readonly statements: StatementCount
  /** Asks the subgraph as somebody; anonymously by default. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>, viewer?: Viewer): Promise<Answer>
  /** Runs SQL on the database; not counted. */
  sql(text: string): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

/** How a tier's subgraph is opened for a test. */
export interface TestTier<Database> {
  readonly tier: Tier
  /** The folder of the tier's migrations. */
  readonly migrations: string
  /** Rows to begin with, as SQL. */
  readonly seed: { readonly name: string; readonly sql: string }
  readonly openDatabase: (url: string) => Database
  readonly buildSubgraph: (options: { database: Database; log: Logger; now: () => Date }) => Subgraph
}

/** The moment of every write in these tests. */
export const testMoment = '2026-03-02T01:30:00.000Z'

/** Opens a tier's subgraph on a new database. Call `close` in `afterAll`. */
export async function openTestSubgraph<Database extends { readonly pool: Pool; close(): Promise<void> }>({
  tier,
  migrations,
  seed,
  openDatabase,
  buildSubgraph,
}: TestTier<Database>): Promise<TestSubgraph<Database>> {
  const load = ({ ownerUrl }: { ownerUrl: string }) =>
    withClient(ownerUrl, async (client) => void (await client.query(seed.sql)))
  const created = await createTestDatabase({ tier, migrations, seed: { name: seed.name, load } })
  const database = openDatabase(created.url)
  const log = createLog(`test-${tier}`, 'silent')
  const subgraph = buildSubgraph({ database, log, now: () => new Date(testMoment) })
  return {
    subgraph,
    database,
    statements: countStatements(database.pool),
    ask: async (query, variables = {}, viewer = anonymous) => {
      const { data, errors = [] } = await subgraph.call({ query, variables, viewer })
      return {
        data,
        errors: errors.map(({ message, extensions, path }) => ({
          message,
          code: String(extensions['code']),
          path: (path ?? []).join('.'),
        })),
      }
    },
    sql: (text) =>
      withClient(created.ownerUrl, async (client) => (await client.query<Record<string, unknown>>(text)).rows),
    close: async () => {
      await database.close()
      await created.drop()
    },
  }
}

/** The viewer of a tier's office. */
export function officeOf(tier: Tier, division: string): Viewer {
  return { subject: `${tier}-office:${division}`, role: `${tier}-office`, division, organisation: null, scopes: [] }
}
