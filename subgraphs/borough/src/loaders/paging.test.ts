import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toCursor } from '@shequ/subgraph/paging/cursor'
import type { TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import fc from 'fast-check'
import type { Database } from '../database/open-database.js'
import { openBoroughSubgraph } from '../testing/open-borough-subgraph.js'

// Names, years and days repeat, so that only the last column of each order tells rows apart.
const rows = `
  insert into service_centre (borough_code, name, address, opened_on)
    select '310101000000', 'Centre ' || n % 3, 'Road ' || n, '2020-01-01' from generate_series(1, 25) n;
  insert into allocation (borough_code, community_code, year, purpose, amount)
    select borough_code, code, 2024 + n % 2, 'LEARNING', n from community, generate_series(1, 3) n;
  insert into guidance (borough_code, title, text, issued_on)
    select '310101000000', 'Guidance ' || n, 'Text', date '2025-01-01' + n % 4 from generate_series(1, 23) n;`

interface Page {
  readonly nodes: readonly Readonly<Record<string, unknown>>[]
  readonly edges: readonly { readonly cursor: string }[]
  readonly totalCount: number
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

let hub: TestSubgraph<Database>

beforeAll(async () => {
  hub = await openBoroughSubgraph(41, { name: 'paging', sql: rows })
})
afterAll(() => hub.close())

async function readPage(list: string, fields: string, first: number, after: string | null): Promise<Page> {
  const { data, errors } = await hub.ask(
    `query ($first: Int, $after: String) { borough(code: "310101000000") {
      list: ${list}(first: $first, after: $after) { totalCount edges { cursor } nodes { ${fields} }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`,
    { first, after },
  )
  expect(errors).toEqual([])
  return (data as { borough: { list: Page } }).borough.list
}

describe.each([
  ['communities', 'code'],
  ['serviceCentres', 'id name'],
  ['allocations', 'id year'],
  ['guidance', 'id issuedOn'],
])('walking %s', (list, fields) => {
  test('with any page size yields every row exactly once, in order', async () => {
    const whole = await readPage(list, fields, 500, null)
    expect(whole.nodes).toHaveLength(whole.totalCount)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.totalCount + 2 }), async (size) => {
        const walked: unknown[] = []
        let after: string | null = null
        let page: Page
        do {
          page = await readPage(list, fields, size, after)
          expect(page.pageInfo.hasPreviousPage).toBe(after !== null)
          expect(page.pageInfo.startCursor).toBe(page.edges.at(0)?.cursor ?? null)
          expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor ?? null)
          expect(page.totalCount).toBe(whole.totalCount)
          walked.push(...page.nodes)
          after = page.pageInfo.endCursor
        } while (page.pageInfo.hasNextPage)
        expect(walked).toEqual(whole.nodes)
      }),
      { seed: 7, numRuns: 8 },
    )
  })
})

test.each([
  ['communities', 'code', '310101001003'],
  ['serviceCentres', 'name', null],
  ['allocations', 'id', null],
])(
  'the pages of %s below many parents at once are those below each alone, before a cursor and behind it',
  async (list, fields, at) => {
    const below = `${list}(first: 3, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { ${fields} } }`
    const codes = ['310101000000', '310102000000', '310103000000']
    const ask = async (some: readonly string[], after: string | null) => {
      const fieldsOfAll = some.map((code) => `b${code}: borough(code: "${code}") { ${below} }`).join(' ')
      const { data, errors } = await hub.ask(`query ($after: String) { ${fieldsOfAll} }`, { after })
      expect(errors).toEqual([])
      return data as Record<string, Record<string, Page>>
    }
    const cursor = at === null ? (await readPage(list, fields, 2, null)).pageInfo.endCursor : toCursor([at])
    for (const after of [null, cursor]) {
      const alone = await Promise.all(codes.map((code) => ask([code], after)))
      expect(await ask(codes, after)).toEqual(Object.assign({}, ...alone))
    }
  },
)
