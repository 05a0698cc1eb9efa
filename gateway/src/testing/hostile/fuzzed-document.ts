import type { Random } from '@shequ/schema/random/random'

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

/**
 * A document as somebody makes it who hits the keys: a good or hostile one with pieces put in, taken out or doubled, or pieces alone. Some
 * are left good: those are planned and executed, so that most of a run's time goes there.
 */
export function fuzzedDocument(random: Random, hostile: readonly string[]): string {
  const good = `{ people(first: ${random.between(0, 5)}) { id } person(id: "1") { id ${grown(random, 3)} } }`
  if (random.chance(0.1)) return good
  const parts = random.chance(0.2) ? [] : random.pick([good, random.pick(hostile)]).split(/(?<=[{}() ])/)
  for (let change = random.between(1, 4); change > 0; change--) {
    const at = random.between(0, parts.length)
    const kind = random.below(3)
    if (kind === 0) parts.splice(at, 0, random.pick(pieces))
    else if (kind === 1) parts.splice(at, random.between(1, 3))
    else parts.splice(at, 0, ...parts.slice(at, at + random.between(1, 10)))
  }
  return parts.join('')
}
