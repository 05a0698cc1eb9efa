import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { wholeIfSmall } from './whole-if-small.js'

const page = 'a'.repeat(300_000)

/** Pages, and whether they have been closed, as they are when all are read or nobody reads on. */
function pagesOf(count: number) {
  const state = { isClosed: false }
  async function* pages() {
    try {
      for (let place = 0; place < count; place++) yield await Promise.resolve(page)
    } finally {
      state.isClosed = true
    }
  }
  return { pages: pages(), state }
}

test('three pages are gathered, ten go out as they come, and both say the same as their pages', async () => {
  const small = await wholeIfSmall(pagesOf(3).pages)
  expect((small as Buffer).equals(Buffer.from(page.repeat(3)))).toBe(true)
  const large = await wholeIfSmall(pagesOf(10).pages)
  expect(large).toBeInstanceOf(Readable)
  expect((await buffer(large as Readable)).equals(Buffer.from(page.repeat(10)))).toBe(true)
})

test('a reader that leaves in the middle closes the pages', async () => {
  const { pages, state } = pagesOf(100)
  for await (const part of (await wholeIfSmall(pages)) as Readable) {
    expect(String(part).length).toBe(page.length)
    break
  }
  await expect.poll(() => state.isClosed).toBe(true)
})
