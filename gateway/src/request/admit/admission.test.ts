import { setMaxListeners } from 'node:events'
import { expect, test } from 'vitest'
import { Admission } from './admission.js'

const here = new AbortController().signal
// Each operation that waits listens, as with the signal of a client that asks for many.
setMaxListeners(0, here)

test('a small operation does not wait for wide ones', async () => {
  const admission = new Admission({ most: 1, mostWide: 1, mostRecords: 1_000_000 })
  const endWide = await admission.admit(100_000, here)
  let isAdmitted = false
  const second = admission.admit(100_000, here).then((end) => {
    isAdmitted = true
    return end
  })
  const endSmall = await admission.admit(10, here)
  expect(isAdmitted).toBe(false)
  endWide()
  const endSecond = await second
  for (const end of [endSmall, endSecond]) end()
})

test('whoever leaves while it waits is never admitted, and another one is in its place', async () => {
  const admission = new Admission({ most: 1, mostWide: 1, mostRecords: 1_000_000 })
  const end = await admission.admit(10, here)
  const client = new AbortController()
  const left = admission.admit(10, client.signal)
  const next = admission.admit(10, here)
  client.abort()
  await expect(left).rejects.toThrow('The client has gone.')
  await expect(admission.admit(10, client.signal)).rejects.toThrow('The client has gone.')
  end()
  const endNext = await next
  endNext()
})

test('what can neither begin nor wait is told when to ask again', async () => {
  const admission = new Admission({ most: 1, mostWide: 1, mostRecords: 1_000_000 })
  const first = await admission.admit(10, here)
  const waiting = Array.from({ length: 32 }, () => admission.admit(10, here))
  await expect(admission.admit(10, here)).rejects.toMatchObject({
    code: 'BUSY',
    extensions: { retryAfter: 2 },
    message: expect.stringContaining('fewer than 33 operations at a time'),
  })
  first()
  for (const each of waiting) (await each)()
})

test('whoever asks for more records than one operation may ask for is refused at once, and takes no turn', async () => {
  const admission = new Admission({ most: 1, mostWide: 1, mostRecords: 50_000 })
  for (const records of [50_001, 2 ** 1_000, Number.POSITIVE_INFINITY]) {
    await expect(admission.admit(records, new AbortController().signal)).rejects.toMatchObject({
      code: 'QUERY_TOO_LARGE',
      message: expect.stringContaining('at most 50000 records'),
    })
  }
  const endTurn = await admission.admit(50_000, new AbortController().signal)
  endTurn()
})

test('while clients of wide operations leave early, the next one begins when its own has stayed longer, until that is forgotten', async () => {
  let now = 0
  const paused: number[] = []
  const pause = async (milliseconds: number) => paused.push(milliseconds)
  const admission = new Admission({ most: 1, mostWide: 1, mostRecords: 1_000_000 }, { now: () => now, pause })
  const leaveAfter = async (milliseconds: number) => {
    const client = new AbortController()
    const endTurn = await admission.admit(100_000, client.signal)
    now += milliseconds
    client.abort()
    endTurn()
  }
  await leaveAfter(100)
  expect(paused).toEqual([])
  await leaveAfter(40)
  await leaveAfter(5_000)
  ;(await admission.admit(10, here))()
  expect(paused).toEqual([150, 150])
  now += 5_001
  ;(await admission.admit(100_000, here))()
  expect(paused).toHaveLength(2)
})

test('whoever is answered and leaves then tells nothing', async () => {
  const paused: number[] = []
  const pause = async (milliseconds: number) => paused.push(milliseconds)
  const admission = new Admission({ most: 1, mostWide: 1, mostRecords: 1_000_000 }, { now: () => 0, pause })
  const client = new AbortController()
  const endTurn = await admission.admit(100_000, client.signal)
  endTurn()
  client.abort()
  ;(await admission.admit(100_000, here))()
  expect(paused).toEqual([])
})
