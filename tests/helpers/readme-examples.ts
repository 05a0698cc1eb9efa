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

/** Others, told of a city whose activity is generated for a day on which the test stands. */
export const daySections: readonly string[] = [
  'What is on offer in a city',
  'The day of generated activity',
  'A link to a record',
  'A place for a resident',
  'An operator at its own centre',
]

/** The text of a section, or of all the others. */
export function sectionOf(page: string, heading: string): { readonly inside: string; readonly outside: string } {
  const start = page.indexOf(`\n## ${heading}\n`)
  const end = page.indexOf('\n## ', start + 1)
  if (start < 0 || end < 0) throw new Error(`Expected a page to have a section "${heading}" before another.`)
  return { inside: page.slice(start, end), outside: page.slice(0, start) + page.slice(end) }
}

/** The text of several sections, or of all the others. */
export function sectionsOf(page: string, headings: readonly string[]): ReturnType<typeof sectionOf> {
  const inside = headings.map((heading) => sectionOf(page, heading).inside).join('\n')
  return { inside, outside: headings.reduce((text, heading) => sectionOf(text, heading).outside, page) }
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

/** An answer without the receipts in it, which are random. */
export function withoutReceipts(answer: unknown): unknown {
  const isReceipt = (key: string, value: unknown) =>
    key === 'receipt' && typeof value === 'string' && /^[\w-]{32}$/.test(value)
  return JSON.parse(JSON.stringify(answer, (key, value: unknown) => (isReceipt(key, value) ? 'RECEIPT' : value)))
}
