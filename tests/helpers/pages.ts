import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The pages that users read, each beside what it explains. */
export const pages = [
  'README.md',
  'schema/README.md',
  'gateway/README.md',
  'subgraphs/README.md',
  'infra/README.md',
] as const

/** The text of a page. */
export async function readPage(page: (typeof pages)[number]): Promise<string> {
  return readFile(join(import.meta.dirname, '../..', page), 'utf8')
}

/** The texts of all of them, one behind the other. */
export async function readPages(): Promise<string> {
  return (await Promise.all(pages.map(readPage))).join('\n')
}
