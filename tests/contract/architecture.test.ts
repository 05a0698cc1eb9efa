import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const pages = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md']
const places = (
  await Promise.all(
    pages.map(async (page) => {
      const text = await readFile(join(root, page), 'utf8')
      const named = [...text.matchAll(/`((?:gateway|subgraphs|infra|schema|tests)\/[\w./-]+)`/g)]
      return [...new Set(named.map(([, place = '']) => place))].map((place) => [page, place] as const)
    }),
  )
).flat()

test.each(places)('%s leads to %s, which is there', async (_page, place) => {
  await expect(access(join(root, place))).resolves.toBeUndefined()
})
