import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

const root = join(import.meta.dirname, '../..')
const page = await readFile(join(root, 'ARCHITECTURE.md'), 'utf8')
const places = [
  ...new Set(
    [...page.matchAll(/`((?:gateway|subgraphs|infra|schema|tests)\/[\w./-]+)`/g)].map(([, place = '']) => place),
  ),
]

test.each(places)('ARCHITECTURE.md leads to %s, which is there', async (place) => {
  await expect(access(join(root, place))).resolves.toBeUndefined()
})
