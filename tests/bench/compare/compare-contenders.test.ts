import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { AnswersDiffer } from '../check/check-answers.js'
import { base, type Contender } from '../serve/contenders.js'
import type { ServiceProcess } from '../serve/start-process.js'
import { compareContenders, turnsOf } from './compare-contenders.js'

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
    if (server.listening) await once(server, 'close')
  }
})

/** A contender that always answers the same, in a process that is told of. */
async function contender(name: string, data: unknown): Promise<Contender> {
  const server = createServer((_, response) => response.end(JSON.stringify({ data }))).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
  const process: ServiceProcess = {
    url,
    cpu: async () => 0,
    memory: async () => 3 * 1024 ** 2,
    count: async () => undefined,
    counts: async () => ({ statements: 0, calls: 3, entities: 321 }),
    end: async () => undefined,
  }
  return { name, url, processes: [process], body: '{"query":"{ city { name } }"}' }
}

const plan = { rounds: 2, turn: 1, warmUp: 1, concurrencies: [1, 4] }

test('nothing is measured when an answer differs', async () => {
  let turns = 0
  const contenders = [
    await contender(base, { city: { name: '上海市', boroughs: [1, 2] } }),
    await contender('hub', { city: { name: '上海市', boroughs: [1, 3] } }),
  ]
  const comparing = compareContenders(contenders, { ...plan, onTurn: () => (turns += 1) })
  await expect(comparing).rejects.toThrow(AnswersDiffer)
  await expect(comparing).rejects.toThrow('stock gateway and hub differ: data.city.boroughs.1 is 2 in one and 3 in')
  expect(turns).toBe(0)
})

test('equal answers are measured in turn, a table for each number of requests at a time', async () => {
  let [turns, equal] = [0, 0]
  const contenders = [await contender(base, { n: 1 }), await contender('hub', { n: 1 })]
  const tables = await compareContenders(contenders, {
    ...plan,
    onEqual: () => (equal += 1),
    onTurn: () => (turns += 1),
  })
  expect(equal).toBe(1)
  expect(turns).toBe(turnsOf(contenders.length, plan))
  expect(tables.map(({ concurrency, rounds }) => [concurrency, rounds])).toEqual([
    [1, 2],
    [4, 2],
  ])
  const [{ rows: [stock, hub] } = { rows: [] }] = tables
  expect(stock).toMatchObject({ name: base, ratio: { median: 1, least: 1, most: 1 } })
  expect(hub).toMatchObject({ name: 'hub', calls: 3, entities: 321, bytes: 16, memory: 3 * 1024 ** 2 })
})
