import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A query of the README with what follows it. */
export interface ReadmeExample {
  readonly name: string
  readonly query: string
  /** The data, or for what is refused the message. */
  readonly answer: unknown
  readonly isRefused: boolean
}

/** The section of the README that is told of a city of its own. */
export const plannerSection = 'For a city planner'

export async function readReadme(): Promise<string> {
  return readFile(join(import.meta.dirname, '../../README.md'), 'utf8')
}

/** The text of a section, or of all the others. */
export function sectionOf(readme: string, heading: string): { readonly inside: string; readonly outside: string } {
  const start = readme.indexOf(`\n## ${heading}\n`)
  const end = readme.indexOf('\n## ', start + 1)
  if (start < 0 || end < 0) throw new Error(`Expected the README to have a section "${heading}" before another.`)
  return { inside: readme.slice(start, end), outside: readme.slice(0, start) + readme.slice(end) }
}

/** Each query of a text of the README with the answer, or the refusal, that follows it. */
export function examplesOf(text: string): readonly ReadmeExample[] {
  const pattern = /```graphql\n(.*?)```\n\n(answers|is refused)\n\n```(?:json|text)\n(.*?)```/gs
  return [...text.matchAll(pattern)].map(([, query = '', verb, answer = '']) => ({
    name: /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '',
    query,
    answer: verb === 'answers' ? (JSON.parse(answer) as unknown) : answer.trim().replaceAll('\n', ' '),
    isRefused: verb !== 'answers',
  }))
}
