import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fileFigures } from '../helpers/file-figures.js'
import { readTracked } from '../helpers/tracked-files.js'

const longest = 250

test(`files are short: half have at most 60 lines, 95 of 100 at most 150, none more than ${longest}`, async () => {
  const texts = await readTracked(join(import.meta.dirname, '../..'), '*.ts', '*.tsx', ':!*.test.ts')
  const { files, median, p95, tooLong } = fileFigures(texts, longest)
  expect(files).toBeGreaterThan(800)
  expect(median).toBeLessThanOrEqual(60)
  expect(p95).toBeLessThanOrEqual(150)
  expect(tooLong).toEqual([])
})

test('a file that is too long is named', () => {
  const ofLines = (lines: number) => 'line\n'.repeat(lines)
  const texts = new Map([1, 2, 3, 251].map((lines) => [`${lines}.ts`, ofLines(lines)]))
  expect(fileFigures(texts, longest)).toEqual({ files: 4, median: 2, p95: 251, tooLong: ['251.ts: 251'] })
})
