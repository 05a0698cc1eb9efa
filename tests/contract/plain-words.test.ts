import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { authorPages, pages, readPage } from '../helpers/pages.js'
import { sentencesOf } from '../helpers/sentences.js'

const root = join(import.meta.dirname, '../..')
const mostWords = 40
const mostCharacters = 200
const all = [...pages, ...authorPages]

/** The lines of a page's prose: a table's rows are as wide as their cells, and what stands in a block is as it is. */
const linesOf = (text: string) =>
  text
    .replaceAll(/^ *```.*?^ *```$/gms, '')
    .split('\n')
    .filter((line) => !line.startsWith('|'))

const longSentences = (text: string) => sentencesOf(text).filter((sentence) => sentence.split(/\s+/).length > mostWords)

describe.each(all)('%s', (page) => {
  test(`has no sentence of more than ${mostWords} words`, async () => {
    expect(longSentences(await readPage(page))).toEqual([])
  })

  test(`has no line of more than ${mostCharacters} characters`, async () => {
    expect(linesOf(await readPage(page)).filter((line) => line.length > mostCharacters)).toEqual([])
  })
})

const schemas = (await readdir(join(root, 'schema'))).filter(
  (file) => file.endsWith('.graphql') && !file.startsWith('supergraph.') && file !== 'ngo.graphql',
)

test.each(schemas)(`no docstring of schema/%s has a sentence of more than ${mostWords} words`, async (file) => {
  const text = await readFile(join(root, 'schema', file), 'utf8')
  const docstrings = [...text.matchAll(/"""(.*?)"""|"([^"\n]+)"$/gms)].map(([, block, line]) => block ?? line ?? '')
  expect(docstrings).not.toHaveLength(0)
  expect(docstrings.flatMap(longSentences)).toEqual([])
})

test.each([
  ['README.md', 250],
  ['ARCHITECTURE.md', 200],
] as const)('%s has at most %i lines', async (page, most) => {
  expect((await readPage(page)).trimEnd().split('\n').length).toBeLessThanOrEqual(most)
})

describe('the sentences of a text', () => {
  test('end at full stops, items, cells and blocks, and count code as a word', () => {
    const text = [
      '# A heading',
      'One is here. Two has `a.b c d`, and',
      'goes [on](there.md).',
      '',
      '- an item',
      '  of two lines',
      '- another',
      '```',
      'a block. of code',
      '```',
      '',
      '    another. of code',
      '',
      '| a cell | and another |',
      '| ------ | ----------- |',
    ].join('\n')
    expect(sentencesOf(text)).toEqual([
      'A heading',
      'One is here.',
      'Two has CODE, and goes on.',
      'an item of two lines',
      'another',
      'a cell',
      'and another',
    ])
  })
})
