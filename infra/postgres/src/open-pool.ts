import { Pool } from 'pg'
import { valueParsers } from './parse-values.js'

export interface PoolOptions {
  /** The most connections. 10 by default; further queries wait for one. More take memory of the server. */
  readonly max?: number
  /** What the connections are called in `pg_stat_activity`. */
  readonly applicationName?: string
  /** Milliseconds after which the server gives a statement up. Without it, a statement may run for ever. */
  readonly statementTimeoutMs?: number
  /** The wait for a connection, in milliseconds. 10,000 by default; then the query fails. */
  readonly connectionTimeoutMs?: number
  /** Told of connections that broke while nobody used them; the pool replaces them by itself. */
  readonly onIdleError?: (error: Error) => void
}

/**
 * Opens a pool of connections to a database; none is made before the first query. Values arrive as `valueParsers` describes,
 * and the session's time zone is UTC. End it with `pool.end()`.
 */
export function openPool(url: string, options: PoolOptions = {}): Pool {
  const { max = 10, applicationName = 'shequ-hub', statementTimeoutMs, connectionTimeoutMs = 10_000 } = options
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: connectionTimeoutMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    options: '-c timezone=UTC',
    types: valueParsers,
    ...(statementTimeoutMs === undefined ? {} : { statement_timeout: statementTimeoutMs }),
  })
  // Without a listener, a connection that breaks while it is in use would end the process; its query is rejected all the same.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('error', (error) => options.onIdleError?.(error))
  return pool
}
