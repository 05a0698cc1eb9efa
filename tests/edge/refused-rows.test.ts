import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, ask } from '../helpers/ask.js'
import { readPage } from '../helpers/pages.js'
import { type ServedTiers, serveTiers } from '../helpers/serve-tiers.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'
import { unmetered } from '../helpers/unmetered.js'

const borough = '310101000000'
const mostPaths = 20

/** One hub in one process, and its tiers as services behind a gateway of their own. */
let hub: TestHub
let served: ServedTiers
beforeAll(async () => {
  hub = await startHub(unmetered)
  served = await serveTiers(hub.databases, hub.now, unmetered)
}, 120_000)
afterAll(async () => {
  await served.close()
  await hub.close()
})

interface Row {
  readonly code: string
  readonly charter: { readonly sharing: readonly { readonly dataset: string; readonly level: string }[] }
  readonly voices: { readonly totalCount: number } | null
}
interface Rows {
  readonly borough: { readonly communities: { readonly nodes: readonly Row[] } }
}
interface Sessions {
  readonly borough: {
    readonly communities: {
      readonly nodes: readonly {
        readonly programmes: {
          readonly nodes: readonly { readonly sessions: { readonly nodes: readonly { attended: number | null }[] } }[]
        }
      }[]
    }
  }
}

const voices = `{ borough(code: "${borough}") { communities(first: 500) { nodes {
  code charter { sharing { dataset level } } voices(first: 1) { totalCount } } } } }`
const attended = `{ borough(code: "${borough}") { communities(first: 4) { nodes {
  programmes(first: 10, from: "2024-01-01") { nodes { sessions(first: 5) { nodes { attended } } } } } } } }`

const levelOf = ({ charter }: Row) => charter.sharing.find(({ dataset }) => dataset === 'VOICES')?.level ?? ''
const bytesOf = ({ errors = [] }: Answer<unknown>) => Buffer.byteLength(JSON.stringify(errors))

describe.each<[string, () => Pick<ServedTiers, 'url' | 'token'>]>([
  ['in one process', () => hub],
  ['with tiers as services', () => served],
])('a reader without a right, of a hub %s,', (_, asked) => {
  const read = <Data>(query: string, token?: string) => ask<Data>(`${asked().url}/graphql`, query, {}, token)

  test('gets one error for the communities of a borough that share alike, and what others share', async () => {
    const { data, errors = [] } = await read<Rows>(voices)
    const rows = data.borough.communities.nodes
    expect(rows.length).toBeGreaterThan(100)
    for (const row of rows) expect(row.voices === null).toBe(levelOf(row) !== 'PUBLIC')
    const levels = [...new Set(rows.map(levelOf))].filter((level) => level !== 'PUBLIC')
    const expected = levels.map((level) => {
      const paths = rows.flatMap((row, place) =>
        levelOf(row) === level ? [['borough', 'communities', 'nodes', place, 'voices']] : [],
      )
      const { code: community = '' } = rows.find((row) => levelOf(row) === level) ?? {}
      const alone = `The community ${community} shares VOICES at level ${level}, which does not include the anonymous.`
      const details = { community, dataset: 'VOICES', level, code: 'FORBIDDEN' }
      const count = paths.length
      return count === 1
        ? { message: alone, path: paths[0], extensions: details }
        : {
            message: `${alone} In all, ${count} places of the answer are refused alike.`,
            path: paths[0],
            extensions: { ...details, refused: { count, paths: paths.slice(0, mostPaths) } },
          }
    })
    expect(errors.toSorted(byMessage)).toEqual(expected.toSorted(byMessage))
    expect(Math.max(...errors.map(({ extensions }) => countOf(extensions)))).toBeGreaterThan(100)
  })

  test('gets one error for all communities of the city, in few bytes', async () => {
    const answer = await read<{ city: { boroughs: { communities: { nodes: { accessGrants: null }[] } }[] } }>(
      '{ city(code: "310000000000") { boroughs { communities(first: 500) { nodes { accessGrants { totalCount } } } } } }',
    )
    const rows = answer.data.city.boroughs.flatMap(({ communities }) => communities.nodes)
    expect(rows.length).toBeGreaterThan(4_000)
    expect(rows.every(({ accessGrants }) => accessGrants === null)).toBe(true)
    expect(answer.errors).toMatchObject([
      {
        path: ['city', 'boroughs', 0, 'communities', 'nodes', 0, 'accessGrants'],
        extensions: { code: 'UNAUTHENTICATED', refused: { count: rows.length } },
      },
    ])
    expect(bytesOf(answer)).toBeLessThan(2_500)
  })

  test.each<[string, () => Promise<string | undefined>, string]>([
    ['nobody', async () => undefined, 'UNAUTHENTICATED'],
    ['a planner', () => asked().token('planner', '310000000000'), 'FORBIDDEN'],
  ])('gets one error for the sessions of all programmes as %s', async (_who, tokenOf, code) => {
    const { data, errors } = await read<Sessions>(attended, await tokenOf())
    const sessions = sessionsOf(data).flat()
    expect(sessions.length).toBeGreaterThan(30)
    expect(sessions.every((session) => session.attended === null)).toBe(true)
    expect(errors).toMatchObject([{ extensions: { code, refused: { count: sessions.length } } }])
  })

  test('who is the office of one community gets its rows, and one error for those of others', async () => {
    const { data, errors } = await read<Sessions>(attended, await asked().token('community-office', '310101002001'))
    const [own = [], ...others] = sessionsOf(data)
    expect(own.length).toBeGreaterThan(0)
    expect(own.every((session) => session.attended !== null)).toBe(true)
    expect(errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN', division: '310101002002', refused: { count: others.flat().length } } },
    ])
  })

  test('is answered as the page on errors shows', async () => {
    const page = await readPage('gateway/README.md')
    const [, query = '', shown = ''] = /`(\{ borough\(.*?\})`.*?```json\n(.*?)```/s.exec(page) ?? []
    const { errors } = await read(query)
    expect(errors).toEqual([JSON.parse(shown)])
  })
})

function byMessage({ message: one }: { message: string }, { message: other }: { message: string }): number {
  return one < other ? -1 : 1
}

/** How many places an error stands for. */
function countOf({ refused }: Readonly<Record<string, unknown>>): number {
  return (refused as { readonly count: number } | undefined)?.count ?? 1
}

/** The sessions of each community. */
function sessionsOf({ borough: { communities } }: Sessions) {
  return communities.nodes.map(({ programmes }) => programmes.nodes.flatMap(({ sessions }) => sessions.nodes))
}
