import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from '../helpers/open-browser.js'
import { readPage } from '../helpers/pages.js'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'
import { pictures } from '../pictures/pictures.js'
import { largest, takePictures } from '../pictures/take-pictures.js'

const root = join(import.meta.dirname, '../..')

test('the README shows the pictures of the script, each with words for who does not see it', async () => {
  const shown = [...(await readPage('README.md')).matchAll(/!\[([^\]]*)\]\((\S+)\)/g)]
  expect(shown.map(([, , file = '']) => basename(file, '.png'))).toEqual(pictures.map(({ name }) => name))
  for (const [, words = '', file = ''] of shown) {
    expect(words.length).toBeGreaterThan(20)
    expect((await stat(join(root, file))).size).toBeLessThanOrEqual(largest)
  }
})

describe.skipIf(chromiumPath === undefined)('pictures of a running hub', () => {
  let hub: TestHub
  let folder: string
  beforeAll(async () => {
    hub = await startReturnedHub()
    folder = await mkdtemp(join(tmpdir(), 'shequ-pictures-'))
  }, 120_000)
  afterAll(async () => {
    await hub?.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('are the same when they are taken again', async () => {
    const take = async () => Promise.all((await takePictures(hub.url, folder, pictures)).map((file) => readFile(file)))
    const [first, again] = [await take(), await take()]
    expect(first).toHaveLength(pictures.length)
    for (const [place, picture] of first.entries()) expect(again[place]?.equals(picture)).toBe(true)
  })
})
