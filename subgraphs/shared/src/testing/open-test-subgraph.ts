import { countStatements, type StatementCount } from '@shequ/postgres/count-statements'
import type { TierUrls } from '@shequ/postgres/provision/provision-tier'
import { createTestDatabase } from '@shequ/postgres/testing/create-test-database'
import type { TestTemplate } from '@shequ/postgres/testing/test-template'
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
  /** The database's URL, as the role that the tier has, and as the owner of its tables. */
  readonly urls: Pick<TierUrls, 'url' | 'ownerUrl'>
  /** What the database was asked since the last reset. */
  readonly statements: StatementCount
  /** Asks the subgraph as somebody; anonymously by default. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>, viewer?: Viewer): Promise<Answer>
  /** Runs SQL on the database; not counted. */
  sql(text: string): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

type TestSeed = NonNullable<TestTemplate['seed']>

/** Rows to begin with, as SQL. */
export function sqlSeed(name: string, sql: string): TestSeed {
  return { name, load: ({ ownerUrl }) => withClient(ownerUrl, async (client) => void (await client.query(sql))) }
}

/** How a tier's subgraph is opened for a test. */
export interface TestTier<Database> {
  readonly tier: Tier
  /** The folder of the tier's migrations. */
  readonly migrations: string
  /** Rows to begin with. */
  readonly seed: TestSeed
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
  const created = await createTestDatabase({ tier, migrations, seed })
  const database = openDatabase(created.url)
  const log = createLog(`test-${tier}`, 'silent')
  const subgraph = buildSubgraph({ database, log, now: () => new Date(testMoment) })
  const statements = countStatements(database.pool)
  return {
    subgraph,
    database,
    urls: { url: created.url, ownerUrl: created.ownerUrl },
    statements,
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
      statements.stop()
      await database.close()
      await created.drop()
    },
  }
}

/** The viewer of a tier's office. */
export function officeOf(tier: Tier, division: string): Viewer {
  return { subject: `${tier}-office:${division}`, role: `${tier}-office`, division, organisation: null, scopes: [] }
}
