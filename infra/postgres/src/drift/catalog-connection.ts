import { type Client, type CustomTypesConfig, DatabaseError, types as driver } from 'pg'
import { kindOfColumn } from './column-kinds.js'

/** A statement as Prisma's engines hand it to a driver. */
interface EngineQuery {
  readonly sql: string
  readonly args: readonly unknown[]
}

/** Rows as Prisma's engines take them: what each column is called and holds, then one list of values a row. */
interface EngineRows {
  readonly columnNames: readonly string[]
  readonly columnTypes: readonly number[]
  readonly rows: readonly (readonly unknown[])[]
}

/** An answer as Prisma's engines take it: what came, or why nothing did. They are never thrown at. */
export type EngineAnswer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: object }

/** The connection through which Prisma's schema engine reads a database's structure. */
export interface CatalogConnection {
  readonly provider: 'postgres'
  readonly adapterName: string
  queryRaw(query: EngineQuery): Promise<EngineAnswer<EngineRows>>
  executeRaw(query: EngineQuery): Promise<EngineAnswer<number>>
  executeScript(script: string): Promise<EngineAnswer<undefined>>
  getConnectionInfo(): EngineAnswer<{ schemaName: string; supportsRelationJoins: boolean }>
  dispose(): Promise<EngineAnswer<undefined>>
}

/**
 * The schema engine's view of a connection, which stays the caller's to close. It is our own rather than `@prisma/adapter-pg` because that
 * one does not know the system type `"char"`, which the engine reads from the catalogue.
 */
export function catalogConnection(client: Client): CatalogConnection {
  const run = ({ sql, args }: EngineQuery) =>
    client.query<unknown[]>({ text: sql, values: [...args], rowMode: 'array', types: catalogTypes })
  return {
    provider: 'postgres',
    adapterName: 'shequ-catalog',
    queryRaw: (query) =>
      answer(async () => {
        const { fields, rows } = await run(query)
        return {
          columnNames: fields.map((field) => field.name),
          columnTypes: fields.map((field) => kindOfColumn(field.dataTypeID)),
          rows,
        }
      }),
    executeRaw: (query) => answer(async () => (await run(query)).rowCount ?? 0),
    executeScript: (script) =>
      answer(async () => {
        await client.query(script)
        return undefined
      }),
    getConnectionInfo: () => ({ ok: true, value: { schemaName: 'public', supportsRelationJoins: true } }),
    dispose: () => Promise.resolve({ ok: true, value: undefined }),
  }
}

async function answer<Value>(work: () => Promise<Value>): Promise<EngineAnswer<Value>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (!(error instanceof DatabaseError)) return { ok: false, error: { kind: 'ConnectionClosed' } }
    const { code = '', severity = '', message, detail, column, hint } = error
    return { ok: false, error: { kind: 'postgres', code, severity, message, detail, column, hint } }
  }
}

/** The driver's own parsers, whatever a pool may have been given. */
const catalogTypes: CustomTypesConfig = { getTypeParser: (oid, format) => driver.getTypeParser(oid, format) as Parse }
type Parse = (text: string) => unknown
