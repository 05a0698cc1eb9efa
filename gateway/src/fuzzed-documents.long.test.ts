import { expect, test } from 'vitest'
import { randomSeed, shareOf } from '@shequ/process/testing/random-seed'
import { type Random, randomFor } from '@shequ/schema/random/random'
import { hostileDocuments } from './testing/hostile/hostile-documents.js'
import { internals } from './testing/hostile/internals.js'
import { startPeople } from './testing/people.js'

const pieces = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '...',
  '!',
  '$',
  '@',
  ':',
  '"',
  '"""',
  '#',
  '\\u0000',
  'person',
  'people',
  'name',
  'friend',
  'mood',
  'fragment F on Person',
  '...F',
  '... on Person',
  'query',
  'mutation',
  'subscription',
  '(id: "1")',
  '(first: 3)',
  '(first: 1e9)',
  '@skip(if: true)',
  '@include(if: $x)',
  '$x: Boolean',
  '__typename',
  '__schema',
  '__type(name: "Person")',
  'a: name',
  '{ name }',
  'null',
  'true',
  '-1',
  '1e999',
  '黄浦',
  ' ',
  '\n',
]

/** Fields of a person, in each other at random: a valid part of a document. */
function grown(random: Random, levels: number): string {
  const fields = Array.from({ length: random.between(1, 4) }, (_, at) => {
    const name = random.chance(0.3) ? `a${at}: ` : ''
    const condition = random.chance(0.2) ? ` @include(if: ${random.chance(0.5)})` : ''
    if (levels === 0 || random.chance(0.5))
      return `${name}${random.pick(['id', 'name', 'mood', 'calm', '__typename'])}${condition}`
    const inside = grown(random, levels - 1)
    return random.chance(0.3) ? `... on Person { ${inside} }` : `f${levels}${at}: friend${condition} { ${inside} }`
  })
  return fields.join(' ')
}

/** A document as somebody makes it who hits the keys: a good or hostile one with pieces put in, taken out or doubled, or pieces alone. */
function fuzzed(random: Random, documents: readonly string[]): string {
  const good = `{ people(first: ${random.between(0, 5)}) { id } person(id: "1") { id ${grown(random, 4)} } }`
  if (random.chance(0.3)) return good
  const parts = random.chance(0.2) ? [] : random.pick([good, random.pick(documents)]).split(/(?<=[{}() ])/)
  for (let change = random.between(1, 4); change > 0; change--) {
    const at = random.between(0, parts.length)
    const kind = random.below(3)
    if (kind === 0) parts.splice(at, 0, random.pick(pieces))
    else if (kind === 1) parts.splice(at, random.between(1, 3))
    else parts.splice(at, 0, ...parts.slice(at, at + random.between(1, 10)))
  }
  return parts.join('')
}

/** How long a run may take, whatever the machine, in milliseconds. */
const longestRun = 40_000

test('documents that somebody makes at random are answered or refused and show nothing of the inside', async () => {
  const seed = randomSeed()
  process.stderr.write(`fuzzed documents: TEST_SEED=${seed}\n`)
  const random = randomFor(seed, 'fuzzed documents')
  const gateway = await startPeople((own) => own, {})
  const short = hostileDocuments().flatMap(({ body }) => {
    const { query } = JSON.parse(String(body)) as { query: string }
    return query.length < 2_000 ? [query] : []
  })
  const documents = ['{ person(id: "1") { name friend { name mood } } people(first: 3) { name calm } }', ...short]
  const most = shareOf(100_000)
  const endsAt = performance.now() + longestRun
  const codes = new Map<string, number>()
  let sent = 0
  try {
    while (sent < most && performance.now() < endsAt) {
      const queries = Array.from({ length: 50 }, () => fuzzed(random, documents))
      const answers = await Promise.all(queries.map(async (query) => ({ query, ...(await gateway.ask(query)) })))
      sent += answers.length
      for (const { query, status, text, body } of answers) {
        expect({ query, shown: internals.exec(text)?.[0] }).toEqual({ query, shown: undefined })
        expect({ query, isTold: status < 500 }).toEqual({ query, isTold: true })
        const code = body.errors?.[0]?.extensions.code ?? 'none'
        codes.set(code, (codes.get(code) ?? 0) + 1)
      }
      const live = await fetch(`${gateway.url}/health/live`)
      expect(live.status).toBe(200)
      await live.arrayBuffer()
    }
    process.stderr.write(`fuzzed documents: ${sent} sent, ${JSON.stringify(Object.fromEntries(codes))}\n`)
    // Of both kinds there are many, so that what is tried is neither all nonsense nor all good.
    expect(codes.get('none')).toBeGreaterThan(sent / 100)
    expect(codes.get('GRAPHQL_PARSE_FAILED')).toBeGreaterThan(sent / 100)
  } finally {
    await gateway.app.close()
  }
})
