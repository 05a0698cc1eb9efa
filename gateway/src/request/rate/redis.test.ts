import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestGateway, startGateway } from '../../testing/start-gateway.js'

const hasRedis = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()
if (!hasRedis) process.stderr.write('rate/redis.test.ts is skipped: redis-server is not installed.\n')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('Expected a port.')
  return address.port
}

describe.skipIf(!hasRedis)('two gateways with one Redis', () => {
  let folder: string
  let server: ChildProcess
  let url: string
  let gateways: readonly TestGateway[]
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-redis-'))
    const port = await freePort()
    url = `redis://127.0.0.1:${port}`
    server = spawn('redis-server', ['--port', `${port}`, '--save', '', '--dir', folder], { stdio: 'ignore' })
    const redis = new Redis(url, { maxRetriesPerRequest: null })
    redis.on('error', () => undefined)
    await redis.ping()
    redis.disconnect()
    const environment = { RATE_ANONYMOUS: '60', RATE_CLIENT: '60', RATE_REDIS_URL: url }
    gateways = await Promise.all([startGateway({ environment }), startGateway({ environment })])
    await pause(200)
  })
  afterAll(async () => {
    await Promise.all((gateways ?? []).map(({ app }) => app.close()))
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGKILL')
      await once(server, 'exit')
    }
    await rm(folder, { recursive: true, force: true })
  })

  const askInTurn = async (times: number) => {
    const statuses: number[] = []
    for (let asked = 0; asked < times; asked++) {
      statuses.push((await gateways[asked % 2]?.ask('{ tonight }'))?.status ?? 0)
    }
    return statuses
  }

  test('count together what a caller spends', async () => {
    const statuses = await askInTurn(40)
    // Each question takes two points of sixty.
    expect(statuses.filter((status) => status === 200)).toHaveLength(30)
    expect(statuses.slice(30).every((status) => status === 429)).toBe(true)
  })

  test('each count by themselves while it is gone, and answer on', async () => {
    server.kill('SIGKILL')
    await once(server, 'exit')
    const statuses = await askInTurn(100)
    expect(statuses.filter((status) => status === 200)).toHaveLength(60)
    expect(statuses.slice(-20).every((status) => status === 429)).toBe(true)
  })
})
