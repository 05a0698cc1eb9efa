import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repeatedLines } from '../helpers/repeated-lines.js'
import { readTracked } from '../helpers/tracked-files.js'

/** As many equal lines one after another are one thing that is said twice. */
const most = 20

test(`no ${most} lines of SQL or TypeScript stand twice in the repository, tests included`, async () => {
  const texts = await readTracked(join(import.meta.dirname, '../..'), '*.sql', '*.ts', '*.tsx', '*.mjs')
  expect(texts.size).toBeGreaterThan(900)
  expect(repeatedLines(texts, most)).toEqual([])
})

const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `const line${from + n} = ${n}`)

test('a run of equal lines in two files is found, whatever its indent, its blank lines and its imports', () => {
  const one = ["import { a } from './a.js'", '', ...lines(0, 25)].join('\n')
  const other = ['import {', '  b,', "} from './b.js'", ...lines(3, 24).map((line) => `  ${line}`), 'end'].join('\n\n')
  expect(
    repeatedLines(
      new Map([
        ['one.ts', one],
        ['other.ts', other],
      ]),
      most,
    ),
  ).toEqual([])
  const same = ['import {', '  b,', "} from './b.js'", ...lines(0, 22).map((line) => `\n  ${line}`), 'end'].join('\n')
  expect(
    repeatedLines(
      new Map([
        ['one.ts', one],
        ['other.ts', same],
      ]),
      most,
    ),
  ).toEqual([{ at: 'one.ts:3', again: 'other.ts:5', lines: 22 }])
})

test('a run that stands twice in one file is found; equal lines in a row are no repeat', () => {
  const twice = [...lines(0, 20), 'between', ...lines(0, 20)].join('\n')
  expect(repeatedLines(new Map([['one.sql', twice]]), most)).toEqual([
    { at: 'one.sql:1', again: 'one.sql:22', lines: 20 },
  ])
  const row = Array.from({ length: 30 }, () => '),').join('\n')
  expect(repeatedLines(new Map([['one.sql', row]]), most)).toEqual([])
  expect(repeatedLines(new Map([['one.sql', [...lines(0, 19), 'end', ...lines(0, 19)].join('\n')]]), most)).toEqual([])
})
