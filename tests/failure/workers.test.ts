import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ServedByWorkers, askAnew, openForWorkers, untilTrue } from '../helpers/start-workers.js'
import { workersOf } from '../helpers/workers-of.js'

let served: ServedByWorkers
beforeEach(async () => {
  served = await openForWorkers()
})
afterEach(() => served.close())

test('two workers count together what callers spend; one that is killed is replaced; told to end, they answer what is under way', async () => {
  const running = await served.start({ RATE_ANONYMOUS: '41', TRUSTED_PROXIES: '127.0.0.1' })
  const ask = (query: string, address: string) => askAnew(running.url, query, { address })
  try {
    const before = workersOf(running.pid)
    const begun = () => running.said.filter((line) => line.includes('a worker has begun'))
    await untilTrue(() => begun().length === 2)
    expect(before).toHaveLength(2)
    // Each takes two points.
    const statuses: number[] = []
    for (let asked = 0; asked < 22; asked++) statuses.push((await ask('{ tonight }', '192.0.2.1')).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(20)

    process.kill(before[0] ?? 0, 'SIGKILL')
    await untilTrue(() => begun().length === 3)
    const ended = running.said.find((line) => line.includes('a worker has ended'))
    expect(ended).toContain(`The worker ${before[0]} ended by the signal SIGKILL`)
    const now = workersOf(running.pid)
    expect(now).toHaveLength(2)
    expect(now).toContain(before[1])
    // What was spent stays spent, whoever answers.
    for (let asked = 0; asked < 4; asked++)
      expect((await ask('{ tonight }', '192.0.2.1')).body).toContain('RATE_LIMITED')

    const asked = Promise.all(['name', 'code'].map((field) => ask(`{ cities { ${field} } }`, '192.0.2.2')))
    await untilTrue(() => served.received.filter(({ body }) => body.includes('cities')).length === 2)
    const gone = running.end('SIGTERM')
    await pause(100)
    served.answerHeld()
    expect((await asked).map(({ status }) => status)).toEqual([200, 200])
    await gone
    expect(workersOf(running.pid)).toEqual([])
  } finally {
    await running.end('SIGKILL')
  }
}, 60_000)

test('whoever was handed to a worker that is killed before it takes him hears at once that his connection is gone', async () => {
  const running = await served.start()
  try {
    const [stopped = 0] = workersOf(running.pid)
    process.kill(stopped, 'SIGSTOP')
    const asked = [1, 2, 3, 4].map(() => askAnew(running.url, '{ tonight }').then(({ status }) => status))
    const first = asked.map((each) => each.catch(() => 'gone'))
    await Promise.any(asked)
    process.kill(stopped, 'SIGKILL')
    const heard = await Promise.all(first)
    // The port's first connections, in turn: one to each of the two, the others to the one that takes them.
    expect(heard.filter((each) => each === 'gone')).toHaveLength(1)
    expect(heard.filter((each) => each === 200)).toHaveLength(3)
  } finally {
    await running.end('SIGKILL')
  }
}, 60_000)
