import { expect, test } from 'vitest'
import { gather } from './gather.js'

/** A turn that comes when it is called for. */
function held() {
  let come = () => {}
  const turn = new Promise<void>((resolve) => {
    come = resolve
  })
  return { turn, come: () => come() }
}

test('what comes together is done at once', async () => {
  const done: (readonly number[])[] = []
  const turns = [Promise.resolve(), held(), Promise.resolve()] as const
  const ends = gather([turns[0], turns[1].turn, turns[2]], 60_000, async (ready) => void done.push(ready))
  turns[1].come()
  await Promise.all(ends)
  expect(done).toEqual([[0, 2, 1]])
})

test('what comes too late is done without the rest', async () => {
  const done: (readonly number[])[] = []
  const late = held()
  const [first, , last] = gather(
    [Promise.resolve(), late.turn, Promise.resolve()],
    1,
    async (ready) => void done.push(ready),
  )
  await Promise.all([first, last])
  expect(done).toEqual([[0, 2]])
  late.come()
})

test('where a turn does not come, the rest is done', async () => {
  const done: (readonly number[])[] = []
  const gone = new Error('Gone.')
  const ends = gather([Promise.resolve(), Promise.reject(gone)], 60_000, async (ready) => void done.push(ready))
  expect(await Promise.allSettled(ends)).toEqual([
    { status: 'fulfilled', value: undefined },
    { status: 'rejected', reason: gone },
  ])
  expect(done).toEqual([[0]])
})

test('each ends with the work that it is part of', async () => {
  const failed = new Error('Failed.')
  const ends = gather([Promise.resolve(), Promise.resolve()], 60_000, () => Promise.reject(failed))
  expect((await Promise.allSettled(ends)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
