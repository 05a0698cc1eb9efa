import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, type IncomingMessage, get } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { smallSupergraph } from '@shequ/gateway/testing/small-tiers'
import { type TierServer, sendJson, startTierServer } from '@shequ/gateway/testing/tier-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningHub, hub, runHub } from '../helpers/run-hub.js'
import { isThere, workersOf } from '../helpers/workers-of.js'

let folder: string
let tier: TierServer
let supergraph: string
/** Lets the tier answer what it holds. */
let answerHeld: () => void = () => undefined
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'workers-'))
  const held = new Promise<void>((resolve) => (answerHeld = resolve))
  tier = await startTierServer(async (response, { body }) => {
    if (body.includes('cities')) await held
    sendJson(response, 200, { data: { cities: [], tonight: ['calligraphy'] } })
  })
  supergraph = join(folder, 'supergraph.graphql')
  writeFileSync(supergraph, smallSupergraph({ city: tier.url, borough: tier.url, community: tier.url }))
})
afterAll(async () => {
  await tier.close()
  rmSync(folder, { recursive: true, force: true })
})

const environment = (more: Record<string, string> = {}) => ({ DATA_DIR: folder, LOG_LEVEL: 'info', ...more })
const twoWorkers = ['gateway', '--workers', '2', '--port', '0']
const start = (more: Record<string, string> = {}) =>
  runHub([...twoWorkers, '--supergraph', supergraph], environment(more))

/** Asks by a connection of its own, so that the workers answer in turn. */
async function ask(url: string, query: string): Promise<number> {
  const address = `${url}/graphql?query=${encodeURIComponent(query)}`
  const agent = new Agent({ keepAlive: false })
  const [response] = (await once(get(address, { agent }), 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'end')
  return response.statusCode ?? 0
}

const untilTrue = async (isSo: () => boolean) => {
  while (!isSo()) await pause(20)
}

test('two workers answer on one port and count together; one that is killed is replaced, and the log tells', async () => {
  const running: RunningHub = await start({ RATE_ANONYMOUS: '41' })
  try {
    const before = workersOf(running.pid)
    expect(before).toHaveLength(2)
    // Each takes two points.
    const statuses: number[] = []
    for (let asked = 0; asked < 22; asked++) statuses.push(await ask(running.url, '{ tonight }'))
    expect(statuses.filter((status) => status === 200)).toHaveLength(20)

    process.kill(before[0] ?? 0, 'SIGKILL')
    await untilTrue(() => workersOf(running.pid).some((pid) => !before.includes(pid)))
    // What was spent stays spent.
    expect(await ask(running.url, '{ tonight }')).toBe(429)
    const begun = () => running.said.filter((line) => line.includes('a worker has begun'))
    await untilTrue(() => begun().length === 3)
    const ended = running.said.find((line) => line.includes('a worker has ended'))
    expect(ended).toContain(`The worker ${before[0]} ended by the signal SIGKILL`)
    const now = workersOf(running.pid)
    expect(now).toHaveLength(2)
    // Workers end with the process that keeps them, however it ends.
    await running.end('SIGKILL')
    await untilTrue(() => !now.some(isThere))
  } finally {
    await running.end('SIGTERM')
  }
}, 60_000)

test('told to end, each worker answers what is under way, and ends', async () => {
  const running = await start()
  const asked = Promise.all([ask(running.url, '{ cities { name } }'), ask(running.url, '{ cities { code } }')])
  await untilTrue(() => tier.received.filter(({ body }) => body.includes('cities')).length === 2)
  const ended = running.end('SIGTERM')
  await pause(100)
  answerHeld()
  expect(await asked).toEqual([200, 200])
  await ended
  expect(workersOf(running.pid)).toEqual([])
}, 60_000)

test('why workers can not begin is told once', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const args = ['gateway', '--workers', '2', '--supergraph', supergraph, '--port', String(port)]
  const { code, stderr } = await hub(args, environment({ LOG_LEVEL: 'silent' }))
  taken.close()
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `Port ${port} is taken by another program. Choose another one: PORT=${port + 1}\n`,
  })
  expect((await hub(['gateway', '--workers', '0'], environment())).stderr).toContain(
    'Expected --workers to be a number from 1 to 64, but got "0".',
  )
}, 60_000)
