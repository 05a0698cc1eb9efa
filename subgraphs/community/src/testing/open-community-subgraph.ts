import { fileURLToPath } from 'node:url'
import type { StatementCount } from '@shequ/postgres/count-statements'
import { openPool } from '@shequ/postgres/open-pool'
import { withClient } from '@shequ/postgres/with-client'
import { type KeyWrapping, wrapInMemory } from '@shequ/process/keys/wrapping/key-wrapping'
import type { SubgraphRequest } from '@shequ/schema/subgraph-call'
import { type Viewer, anonymous } from '@shequ/schema/viewer'
import type { Subgraph } from '@shequ/subgraph/subgraph'
import { openTestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import type { ExecutionResult } from 'graphql'
import type { Pool } from 'pg'
import { type Database, openDatabase } from '../database/open-database.js'
import { hosted } from '../node/place/server.js'
import { buildCommunitySubgraph } from '../subgraph.js'
import { loadFixtures, now } from './fixtures.js'

/** A community subgraph on a database of one test file's own. */
export interface TestSubgraph {
  readonly subgraph: Subgraph
  readonly url: string
  readonly pool: Pool
  /** Connections of the owner of the tables, whom no owner of rows restrains. */
  readonly owner: Pool
  /** By which it wraps the keys of pseudonyms. */
  readonly keys: KeyWrapping
  /** The statements that reached the database since the last call began. */
  readonly statements: StatementCount
  /** Asks as a viewer, anonymous when left out, who waits as long as is said. */
  ask(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    viewer?: Viewer,
    waits?: Pick<SubgraphRequest, 'signal' | 'endsAt'>,
  ): Promise<ExecutionResult>
  /** Asks and gives the data; rejects with the errors, when there are any. */
  read(query: string, variables?: Readonly<Record<string, unknown>>, viewer?: Viewer): Promise<Json>
  /** Runs SQL as the owner of the tables, and gives the rows. */
  sql<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]>
  /** Runs SQL as the owner of the tables, who may change them. */
  sqlAsOwner(text: string): Promise<void>
  /** Keeps a table from everybody, readers too, from `begun` until `held` resolves. */
  lockAsOwner(table: string, held: Promise<void>): { readonly begun: Promise<void>; readonly ended: Promise<void> }
  /** Sets the moment of the calls that follow. */
  setNow(moment: Date): void
  close(): Promise<void>
}

/** What GraphQL answers, for tests to look into. */
export interface Json {
  readonly [field: string]: Json
}

/**
 * Opens it with the fixtures, at their moment. Call `close` in `afterAll`.
 *
 * @param longestCall how long a call may take, in milliseconds; as long as on a server when it is left out
 */
export async function openCommunitySubgraph({
  longestCall,
}: { readonly longestCall?: number } = {}): Promise<TestSubgraph> {
  const keys = await wrapInMemory()
  let moment = now
  const opened = await openTestSubgraph<Database>({
    tier: 'community',
    migrations: fileURLToPath(new URL('../../prisma/migrations', import.meta.url)),
    seed: { name: 'fixtures', load: ({ ownerUrl }) => loadFixtures(ownerUrl) },
    openDatabase: (url) => openDatabase(url, hosted, keys),
    buildSubgraph: (options) => buildCommunitySubgraph({ ...options, now: () => moment, longestCall }),
  })
  const { subgraph, database, urls, statements } = opened
  const owner = openPool(urls.ownerUrl, { max: 2 })
  const ask: TestSubgraph['ask'] = (query, variables = {}, viewer = anonymous, waits = {}) => {
    statements.reset()
    return subgraph.call({ query, variables, viewer, ...waits })
  }
  return {
    subgraph,
    url: urls.url,
    keys,
    pool: database.pool,
    owner,
    statements,
    ask,
    read: async (query, variables, viewer) => {
      const { data, errors } = await ask(query, variables, viewer)
      if (errors) throw new Error(JSON.stringify(errors))
      return data as unknown as Json
    },
    sql: async <Row extends object>(text: string, ...values: unknown[]) => (await owner.query<Row>(text, values)).rows,
    sqlAsOwner: (text) => withClient(urls.ownerUrl, async (client) => void (await client.query(text))),
    lockAsOwner: (table, held) => {
      let begin: () => void = () => undefined
      const begun = new Promise<void>((resolve) => (begin = resolve))
      const ended = withClient(urls.ownerUrl, async (client) => {
        await client.query('begin')
        await client.query(`lock table ${table} in access exclusive mode`)
        begin()
        await held
      })
      return { begun, ended }
    },
    setNow: (next) => {
      moment = next
    },
    close: async () => {
      await owner.end()
      await opened.close()
    },
  }
}

/** The office of a community, or another viewer with a division. */
export function viewerOf(division: string, role: Viewer['role'] = 'community-office'): Viewer {
  return { ...anonymous, subject: `the ${role}`, role, division }
}
