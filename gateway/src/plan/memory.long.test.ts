import { expect, test } from 'vitest'
import { heapAfterCollection } from '@shequ/process/testing/heap-after-collection'
import { startPeople } from '../testing/people.js'

/** An operation of 40 kB that nobody has asked before. */
const unique = (number: number) => {
  const fields = Array.from({ length: 1150 }, (_, index) => `field${index}_${number}: name  other${index}: mood`)
  return `query Unique${number} { person(id: "1") { ${fields.join(' ')} } }`
}

test('operations of 40 kB that nobody has asked before take no more memory when there are more of them', async () => {
  const gateway = await startPeople()
  let asked = 0
  const askMore = async (count: number) => {
    for (const last = asked + count; asked < last; asked++) {
      const { body } = await gateway.ask(unique(asked))
      expect(body.errors).toBeUndefined()
    }
    return heapAfterCollection()
  }
  try {
    expect(unique(0).length).toBeGreaterThan(35_000)
    const before = await askMore(1)
    const full = await askMore(90)
    const later = await askMore(30)
    // Both caches together may hold 96 MB; by number alone, 30 more would take another 40.
    expect(full - before).toBeLessThan(130)
    expect(later - full).toBeLessThan(25)
  } finally {
    await gateway.app.close()
  }
})
