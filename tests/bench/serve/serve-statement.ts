import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openPool } from '@shequ/postgres/open-pool'
import type { Pool } from 'pg'
import { threeHopStatement } from '../question/three-hop-statement.js'
import type { Served } from './service.js'

/** Answers every request by the one plain statement, its text as the database gives it: the least that can be done. */
export async function serveStatement(url: string): Promise<Served> {
  const pool = openPool(url)
  const server = createServer((request, response) => {
    request.resume().once('end', () => void answer(pool, response))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    pools: [pool],
    calls: () => 0,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      await pool.end()
    },
  }
}

async function answer(pool: Pool, response: ServerResponse): Promise<void> {
  try {
    const { rows } = await pool.query<{ answer: string }>(threeHopStatement)
    response.setHeader('content-type', 'application/json; charset=utf-8')
    response.end(rows[0]?.answer ?? '{"data":{"city":null}}')
  } catch (error) {
    response.statusCode = 500
    response.end(JSON.stringify({ errors: [{ message: (error as Error).message }] }))
  }
}
