import { expect, test } from 'vitest'
import { heapAfterCollection } from '@shequ/process/testing/heap-after-collection'
import { shareOf } from '@shequ/process/testing/random-seed'
import { startPeople } from '../testing/people.js'

/** A small operation that nobody has asked before; every fifth has a fragment, every third a variable. */
const unique = (number: number) => {
  const fields = Array.from({ length: 20 }, (_, at) => `f${at}_${number}: name`).join(' ')
  const id = number % 3 === 0 ? '$id' : '"1"'
  const head = number % 3 === 0 ? `query Q${number}($id: ID! = "1")` : `query Q${number}`
  return number % 5 === 0
    ? `${head} { person(id: ${id}) { ...F mood } } fragment F on Person { ${fields} }`
    : `${head} { person(id: ${id}) { ${fields} } }`
}

test('as many distinct operations as one likes take no more memory than their caches have bytes', async () => {
  const gateway = await startPeople()
  const most = shareOf(3_000)
  let asked = 0
  const askUntil = async (last: number) => {
    for (; asked < last; asked += 20) {
      const some = Array.from({ length: 20 }, (_, at) => gateway.ask(unique(asked + at)))
      for (const { body } of await Promise.all(some)) expect(body.errors).toBeUndefined()
    }
    return heapAfterCollection()
  }
  try {
    const before = await askUntil(1)
    const half = await askUntil(most / 2)
    const whole = await askUntil(most)
    // Documents 32 MB, what is prepared 64, what is counted 16, with a quarter more for what weighing leaves out.
    const bytesKept = 140
    expect(half - before).toBeLessThan(bytesKept)
    expect(whole - before).toBeLessThan(bytesKept)
  } finally {
    await gateway.app.close()
  }
})
