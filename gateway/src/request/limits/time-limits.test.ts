import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createLog } from '@shequ/process/log'
import type { Tier } from '@shequ/schema/tiers'
import { inProcessSource } from '../../fetch/in-process-source.js'
import { smallTierCall, threeHopQuery } from '../../testing/small-tiers.js'
import { type TestGateway, startGateway } from '../../testing/start-gateway.js'

let gateway: TestGateway
afterEach(() => gateway.app.close())

/** Sends a request whose body comes byte by byte, and gives all that comes back until the connection ends. */
async function dribble(url: string, contentLength: number): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', () => undefined)
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\ncontent-length: ${contentLength}\r\n\r\n`,
  )
  while (!socket.closed) {
    socket.write(' ')
    await pause(50)
  }
  return Buffer.concat(chunks).toString('utf8')
}

test('a request whose body dribbles is ended in time, with its code, while others are answered', async () => {
  gateway = await startGateway({ environment: { REQUEST_TIMEOUT_MS: '1000' } })
  const slow = Promise.all(Array.from({ length: 20 }, () => dribble(gateway.url, 100_000)))
  const answered = await gateway.ask('{ tonight }')
  expect(answered.status).toBe(200)
  for (const answer of await slow) {
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(answer).toContain('"code":"REQUEST_TIMEOUT"')
  }
})

test('an operation ends at its deadline, with what came until then', async () => {
  const slowly = async (tier: Tier) => {
    const call = smallTierCall(tier)
    return async (...given: Parameters<typeof call>) => {
      await pause(1_000)
      return await call(...given)
    }
  }
  const calls = { city: await slowly('city'), borough: await slowly('borough'), community: await slowly('community') }
  gateway = await startGateway({
    environment: { OPERATION_TIMEOUT_MS: '2500' },
    sources: ({ name }) =>
      inProcessSource({
        name,
        call: calls[name as Tier],
        health: async () => ({ ready: true }),
        timeout: 10_000,
        responseLimit: 1024 ** 2,
        log: createLog('test', 'silent'),
      }),
  })
  const started = performance.now()
  const { body } = await gateway.ask(threeHopQuery)
  expect(performance.now() - started).toBeLessThan(2_990)
  expect(body.data).toMatchObject({ city: { boroughs: [{ communities: [{ motto: null }, {}, {}] }, {}] } })
  expect(new Set(body.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['TIER_TIMEOUT']))
})
