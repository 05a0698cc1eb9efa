import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The pages that users read, each beside what it explains. */
export const pages = [
  'README.md',
  'schema/README.md',
  'schema/planner-questions.md',
  'gateway/README.md',
  'subgraphs/README.md',
  'infra/README.md',
] as const

/** The pages for those who change the hub. */
export const authorPages = [
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'gateway/src/README.md',
  'subgraphs/shared/README.md',
  'subgraphs/borough/README.md',
  'subgraphs/community/README.md',
  'subgraphs/disclosure/README.md',
  'infra/postgres/README.md',
  'infra/postgres/GROWTH.md',
  'infra/data/README.md',
] as const

/** A page of either kind. */
export type Page = (typeof pages)[number] | (typeof authorPages)[number]

/** The text of a page. */
export async function readPage(page: Page): Promise<string> {
  return readFile(join(import.meta.dirname, '../..', page), 'utf8')
}

/** The texts of all of them, one behind the other. */
export async function readPages(): Promise<string> {
  return (await Promise.all(pages.map(readPage))).join('\n')
}
