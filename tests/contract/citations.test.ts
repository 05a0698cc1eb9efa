import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const { stdout } = await promisify(execFile)('git', ['ls-files', '*.ts', '*.mjs', '*.sql', '*.graphql', '*.prisma'], {
  cwd: root,
  maxBuffer: 16 * 1024 * 1024,
})
const files = stdout.split('\n').filter((file) => file !== '' && !file.endsWith('.test.ts'))

/** A page that a comment cites as `folder/page.md`, with the number of the rule that it means where it gives one. */
const citation = /`([\w./-]+\.md)`(?:, (\d+))?/g

test('every page that the code cites is there, with the rule that is meant', async () => {
  const cited = await Promise.all(
    files.map(async (file) =>
      [...(await readFile(join(root, file), 'utf8')).matchAll(citation)].map(([, page = '', rule]) => ({
        file,
        page,
        rule,
      })),
    ),
  )
  const citations = cited.flat()
  expect(citations).not.toHaveLength(0)
  for (const { page, rule } of citations) {
    const text = readFile(join(root, page), 'utf8')
    await expect(text).resolves.toMatch(new RegExp(rule === undefined ? '.' : `^${rule}\\. `, 'm'))
  }
})

test('no comment cites a page that is not part of the repository', async () => {
  for (const file of files) expect(`${file}: ${await readFile(join(root, file), 'utf8')}`).not.toMatch(/\(domain: /)
})
