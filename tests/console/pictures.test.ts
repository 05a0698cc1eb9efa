import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { readPage } from '../helpers/pages.js'
import { pictures } from '../pictures/pictures.js'
import { largest } from '../pictures/take-pictures.js'

const root = join(import.meta.dirname, '../..')

test('the README shows the pictures of the script, each with words for who does not see it', async () => {
  const shown = [...(await readPage('README.md')).matchAll(/!\[([^\]]*)\]\((\S+)\)/g)]
  expect(shown.map(([, , file = '']) => basename(file, '.png'))).toEqual(pictures.map(({ name }) => name))
  for (const [, words = '', file = ''] of shown) {
    expect(words.length).toBeGreaterThan(20)
    expect((await stat(join(root, file))).size).toBeLessThanOrEqual(largest)
  }
})
