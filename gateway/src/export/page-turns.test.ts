import { setImmediate as settled } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { PageTurns } from './page-turns.js'

/** Pages that are counted until they are told to end, with which of them have begun. */
function countedPages(turns: PageTurns) {
  const begun: number[] = []
  const ends = new Map<number, (fault?: Error) => void>()
  const ask = (page: number) =>
    turns.take(
      () =>
        new Promise<number>((resolve, reject) => {
          begun.push(page)
          ends.set(page, (fault) => (fault ? reject(fault) : resolve(page)))
        }),
    )
  return { begun, ask, end: (page: number, fault?: Error) => ends.get(page)?.(fault) }
}

test('so many pages are counted at once, and the others in the order in which they were asked for', async () => {
  const { begun, ask, end } = countedPages(new PageTurns({ most: 2, mostWaiting: 9 }))
  const answers = [1, 2, 3, 4].map(ask)
  await settled()
  expect(begun).toEqual([1, 2])
  end(2)
  expect(await answers[1]).toBe(2)
  await settled()
  expect(begun).toEqual([1, 2, 3])
  for (const page of [3, 1]) end(page)
  await settled()
  end(4)
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4])
})

test('a page that fails gives its turn on', async () => {
  const { begun, ask, end } = countedPages(new PageTurns({ most: 1, mostWaiting: 9 }))
  const [first, second] = [ask(1), ask(2)]
  await settled()
  end(1, new Error('down'))
  await expect(first).rejects.toThrow('down')
  await settled()
  expect(begun).toEqual([1, 2])
  end(2)
  expect(await second).toBe(2)
})

test('an export begins while fewer wait than may, and is told when to ask again else', async () => {
  const turns = new PageTurns({ most: 1, mostWaiting: 1 })
  const { ask, end } = countedPages(turns)
  const first = ask(1)
  expect(() => turns.requireRoom()).not.toThrow()
  const second = ask(2)
  expect(() => turns.requireRoom()).toThrow(
    expect.objectContaining({ code: 'BUSY', status: 503, message: expect.stringContaining('Ask again in 10 seconds') }),
  )
  await settled()
  end(1)
  await first
  expect(() => turns.requireRoom()).not.toThrow()
  await settled()
  end(2)
  await second
})

test('an export whose client leaves while it waits has no page counted', async () => {
  const turns = new PageTurns({ most: 1, mostWaiting: 9 })
  const client = new AbortController()
  const { promise, end } = await heldTurn(turns)
  let isCounted = false
  const left = turns.take(async () => void (isCounted = true), client.signal)
  client.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  end()
  await promise
  expect([isCounted, await turns.take(async () => 'next')]).toEqual([false, 'next'])
})

async function heldTurn(turns: PageTurns) {
  let end: () => void = () => undefined
  const promise = turns.take(() => new Promise<void>((resolve) => (end = resolve)))
  await settled()
  return { promise, end: () => end() }
}
