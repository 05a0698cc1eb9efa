import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../helpers/ask.js'
import { loadSmallBoroughs } from '../helpers/load-small-boroughs.js'
import { type ServedTiers, serveTiers } from '../helpers/serve-tiers.js'

/** An inner and an outer borough of the small city, with all that they have there. */
const boroughs = ['310101000000', '310114000000']
const day = new Date('2025-09-15T04:00:00Z')

let hub: ServedTiers
let drop: () => Promise<unknown>
beforeAll(async () => {
  const databases = await loadSmallBoroughs(boroughs)
  drop = () => Promise.all(Object.values(databases).map((database) => database.drop()))
  hub = await serveTiers(databases, () => day)
  await hub.publish()
}, 600_000)
afterAll(async () => {
  await hub.close()
  await drop()
})

const within = 'within: "310000000000"'
const borough = 'borough(code: "310114000000")'
const times = (count: number, field: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => `a${at}: ${field(at)}`).join(' ')
const programme = 'id title description kind startsOn endsOn capacity places provenance { updatedAt source }'
const sessions = (first: number) => `sessions(first: ${first}) { nodes { id startsAt endsAt } }`
const all = 'from: "2024-01-01"'
const around = (levels: number, first: number): string =>
  `communities(first: ${first}) { nodes { code name residents kind ${levels === 0 ? '' : `borough { ${around(levels - 1, first)} }`} } }`

/** Questions that a stranger makes larger and larger, until one more would cost too much. */
const growing: readonly (readonly [what: string, of: (size: number) => string])[] = [
  [
    'communities of a borough',
    (size) =>
      `{ ${borough} { communities(first: ${size}) { nodes { code name otherNames residents kind street { name } profile { introduction address } } } } }`,
  ],
  [
    'programmes of communities',
    (size) =>
      `{ ${borough} { communities(first: ${size}) { nodes { programmes(first: 20, ${all}) { nodes { ${programme} } } } } } }`,
  ],
  [
    'sessions of programmes of communities',
    (size) =>
      `{ ${borough} { communities(first: ${size}) { nodes { programmes(first: 10, ${all}) { nodes { title ${sessions(10)} } } } } } }`,
  ],
  [
    'many programmes of few communities',
    (size) =>
      `{ ${borough} { communities(first: 3) { nodes { programmes(first: ${size}, ${all}) { nodes { ${programme} ${sessions(5)} } } } } } }`,
  ],
  ['communities there and back again', (size) => `{ ${borough} { ${around(1, size)} } }`],
  ['communities there and back and there again', (size) => `{ ${borough} { ${around(2, size)} } }`],
  [
    'the catalogue',
    (size) =>
      `{ programmes(${within}, filter: { ${all} }, first: ${size}) { totalCount nodes { title community { name borough { name } } programme { ${programme} } } } }`,
  ],
  [
    'searches of the catalogue',
    (size) =>
      `{ ${times(size, (at) => `programmes(${within}, filter: { ${all}, search: "${at % 2 ? '书法 中级' : 'health 健康'}", weekdays: [MONDAY, SUNDAY], startsFrom: "08:00" }, first: 20) { totalCount nodes { title } }`)} }`,
  ],
  [
    'searches by distance',
    (size) =>
      `{ ${times(size, (at) => `programmes(${within}, filter: { ${all}, near: { latitude: 31.2, longitude: 121.${400 + at}, kilometres: 100 } }, first: 20) { totalCount nodes { title } }`)} }`,
  ],
  [
    'the register of communities',
    (size) =>
      `{ ${times(size, (at) => `communities(${within}, filter: { search: "${at % 2 ? '居委会' : '村'}" }, first: 100) { totalCount nodes { name } }`)} }`,
  ],
  [
    'everything of a community',
    (size) =>
      `{ ${borough} { communities(first: ${size}) { nodes { voices(first: 20) { nodes { id } } proposals(first: 20) { nodes { title } } competences(first: 20) { nodes { subject } } educationCentres(first: 20) { nodes { name consignments(first: 20) { nodes { startsOn } } } } } } } }`,
  ],
]

const cost = async (query: string) => {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, extensions: { cost: 'dry-run' } }),
  })
  return (await response.json()) as {
    errors?: readonly { readonly message: string }[]
    extensions?: { readonly cost: { readonly requested: number; readonly limit: number } }
  }
}

/** Whether a stranger may ask it. What the schema does not take is a mistake of the test. */
async function mayBeAsked(query: string): Promise<boolean> {
  const { errors, extensions } = await cost(query)
  if (errors !== undefined && !/at most|too|tokens/i.test(errors[0]?.message ?? '')) throw new Error(errors[0]?.message)
  return extensions !== undefined && extensions.cost.requested <= extensions.cost.limit
}

/** The largest that a stranger may ask. */
async function largest(of: (size: number) => string): Promise<number> {
  let [least, most] = [1, 500]
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (await mayBeAsked(of(middle))) least = middle
    else most = middle - 1
  }
  return least
}

test.each(growing)(
  'the largest question of %s that may be asked without a token is answered whole, within 2 MB',
  async (what, of) => {
    const size = await largest(of)
    const begun = performance.now()
    const { text, errors = [] } = await ask(`${hub.url}/graphql`, of(size))
    const took = performance.now() - begun
    const bytes = Buffer.byteLength(text)
    process.stderr.write(`${what}: ${size}, ${Math.round(took)} ms, ${Math.round(bytes / 1_000)} kB\n`)
    const failures = errors.filter(({ extensions: { code } }) => code !== 'FORBIDDEN' && code !== 'UNAUTHENTICATED')
    expect(failures).toEqual([])
    expect(bytes).toBeLessThan(2 * 1024 ** 2)
  },
)
