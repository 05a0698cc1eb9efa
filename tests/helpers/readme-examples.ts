/** A query of a page with what follows it. */
export interface ReadmeExample {
  readonly name: string
  readonly query: string
  /** The data, or for what is refused the message. */
  readonly answer: unknown
  readonly isRefused: boolean
}

/** The section of the page on asking that is told of a city of its own. */
export const plannerSection = 'Measures, for planners'

/** Another, told of a city whose activity is generated for a day on which the test stands. */
export const daySection = 'The day of generated activity'

/** The text of a section, or of all the others. */
export function sectionOf(page: string, heading: string): { readonly inside: string; readonly outside: string } {
  const start = page.indexOf(`\n## ${heading}\n`)
  const end = page.indexOf('\n## ', start + 1)
  if (start < 0 || end < 0) throw new Error(`Expected a page to have a section "${heading}" before another.`)
  return { inside: page.slice(start, end), outside: page.slice(0, start) + page.slice(end) }
}

/** Each query of a page's text with the answer, or the refusal, that follows it. */
export function examplesOf(text: string): readonly ReadmeExample[] {
  const pattern = /```graphql\n(.*?)```\n\n(answers|is refused)\n\n```(?:json|text)\n(.*?)```/gs
  return [...text.matchAll(pattern)].map(([, query = '', verb, answer = '']) => ({
    name: /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '',
    query,
    answer: verb === 'answers' ? (JSON.parse(answer) as unknown) : answer.trim().replaceAll('\n', ' '),
    isRefused: verb !== 'answers',
  }))
}
