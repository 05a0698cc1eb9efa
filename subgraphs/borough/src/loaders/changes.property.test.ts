import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeOwnersSetting, writeOwnersValue } from '@shequ/postgres/write-owners'
import type { TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import fc from 'fast-check'
import type { PoolClient } from 'pg'
import type { Database } from '../database/open-database.js'
import { openBoroughSubgraph } from '../testing/open-borough-subgraph.js'

const borough = '310101000000'
const writers = 4

let hub: TestSubgraph<Database>
beforeAll(async () => {
  hub = await openBoroughSubgraph(1, {
    name: 'guidance',
    sql: `insert into guidance (borough_code, title, text, issued_on)
      select '${borough}', 'Guidance ' || n, 'Open in the evening.', '2025-01-01'::date + n from generate_series(0, 11) n;`,
  })
})
afterAll(() => hub.close())

interface Listed {
  readonly id: string
  readonly title: string
  readonly provenance: { readonly updatedAt: string; readonly removedAt: string | null }
}

interface Page {
  readonly watermark: string
  readonly nodes: readonly Listed[]
}

async function readChanges(since: { readonly changedSince?: string; readonly updatedSince?: string }): Promise<Page> {
  const { data, errors } = await hub.ask(
    `query ($changedSince: Watermark, $updatedSince: DateTime) { borough(code: "${borough}") {
      guidance(first: 500, changedSince: $changedSince, updatedSince: $updatedSince) {
        watermark nodes { id title provenance { updatedAt removedAt } } } } }`,
    since,
  )
  expect(errors).toEqual([])
  return (data as { borough: { guidance: Page } }).borough.guidance
}

/** What a reader has who takes in every page of changes, whatever it is asked by. */
class Follower {
  readonly known = new Map<string, string>()
  constructor(private readonly next: (page: Page, before: string | undefined) => string | undefined) {}
  private mark: string | undefined

  async read(by: 'changedSince' | 'updatedSince', all: string): Promise<void> {
    const page = await readChanges({ [by]: this.mark ?? all })
    for (const { id, title, provenance } of page.nodes)
      this.known.set(id, provenance.removedAt === null ? title : 'gone')
    this.mark = this.next(page, this.mark)
  }
}

const byWatermark = () => new Follower(({ watermark }) => watermark)

/** As clients did before there were watermarks: from the latest change that they have seen. */
const byMoment = () => new Follower(({ nodes }, before) => latestOf(nodes, before))

function latestOf(nodes: readonly Listed[], before?: string): string | undefined {
  return nodes.reduce<string | undefined>(
    (latest, { provenance: { updatedAt } }) => (latest !== undefined && latest > updatedAt ? latest : updatedAt),
    before,
  )
}

const noMark = '000000000000-0'
const noMoment = '2000-01-01T00:00:00Z'

/** Has others do 300 transactions, as on a server that is busy: marks are rounded to 256. */
const others = 'do $$ begin for n in 1..300 loop perform pg_current_xact_id(); commit; end loop; end $$'

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ writer: fc.nat(writers - 1), does: fc.constantFrom('change', 'remove') }) },
  { weight: 3, arbitrary: fc.record({ writer: fc.nat(writers - 1), does: fc.constantFrom('commit', 'undo') }) },
  { weight: 3, arbitrary: fc.constant({ writer: 0, does: 'read' }) },
  { weight: 2, arbitrary: fc.constant({ writer: 0, does: 'others' }) },
)

/** Writers with guidance of their own, so that none waits for another and the steps alone say what crosses what. */
async function withWriters(work: (clients: readonly PoolClient[]) => Promise<void>): Promise<void> {
  const clients: PoolClient[] = []
  try {
    for (let n = 0; n < writers; n += 1) {
      const client = await hub.database.pool.connect()
      clients.push(client)
      await client.query(`select set_config('${writeOwnersSetting}', $1, false)`, [writeOwnersValue([borough])])
    }
    await work(clients)
  } finally {
    for (const client of clients) {
      await client.query('rollback')
      await client.query(`reset ${writeOwnersSetting}`)
      client.release()
    }
  }
}

let changes = 0

/** Changes the writer's own guidance; gives when the change began. As a process does, it says that of the beginning of its transaction. */
async function change(client: PoolClient, writer: number, does: string, began = new Date().toISOString()) {
  changes += 1
  const { rowCount } = await client.query(
    `update guidance set title = $2, updated_at = $3, removed_at = $4 where borough_code = $1
       and id = (select id from guidance where borough_code = $1 order by id limit 1 offset $5)`,
    [borough, `Title ${changes}`, began, does === 'remove' ? began : null, writer],
  )
  if (rowCount !== 1) throw new Error(`Expected a change of one record, but ${String(rowCount)} were.`)
  return began
}

async function run(
  steps: readonly { readonly writer: number; readonly does: string }[],
  followers: { readonly watermark: Follower; readonly moment: Follower },
): Promise<void> {
  const read = async () => {
    await followers.watermark.read('changedSince', noMark)
    await followers.moment.read('updatedSince', noMoment)
  }
  await withWriters(async (clients) => {
    const begun = new Map<PoolClient, string>()
    for (const { writer, does } of steps) {
      const client = clients[writer % writers]
      if (does === 'read') await read()
      else if (does === 'others' || client === undefined) await hub.sql(others)
      else if (does === 'commit' || does === 'undo') {
        await client.query(does === 'commit' ? 'commit' : 'rollback')
        begun.delete(client)
      } else {
        if (!begun.has(client)) await client.query('begin')
        begun.set(client, await change(client, writer, does, begun.get(client)))
      }
    }
    for (const client of clients) await client.query('commit')
  })
  await read()
}

async function inDatabase(): Promise<Record<string, string>> {
  const { rows } = await hub.database.pool.query<{ id: string; title: string }>(
    `select $1 || ':' || id as id, case when removed_at is null then title else 'gone' end as title from guidance
     where borough_code = $1 order by id`,
    [borough],
  )
  return Object.fromEntries(rows.map(({ id, title }) => [id, title]))
}

test('whoever follows changes misses none, however writes cross', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), async (steps) => {
      const followers = { watermark: byWatermark(), moment: byMoment() }
      await run(steps, followers)
      const expected = await inDatabase()
      expect(Object.fromEntries(followers.watermark.known)).toEqual(expected)
      expect(Object.fromEntries(followers.moment.known)).toEqual(expected)
    }),
    { numRuns: 25, seed: 13 },
  )
})

test('a change that waited is listed, though a later one was read before it', async () => {
  const [first, second] = Object.keys(await inDatabase())
  await withWriters(async ([a, b]) => {
    if (a === undefined || b === undefined) throw new Error('Expected two writers.')
    await a.query('begin')
    await change(a, 0, 'change')
    const waiting = `Title ${changes}`
    // Longer ago than the number of transactions to which marks are rounded.
    await hub.sql(others)
    await change(b, 1, 'change')
    const seen = await readChanges({ changedSince: noMark })
    expect(seen.nodes.find(({ id }) => id === second)?.title).toBe(`Title ${changes}`)
    expect(seen.nodes.find(({ id }) => id === first)?.title).not.toBe(waiting)
    const latest = latestOf(seen.nodes)
    await a.query('commit')
    for (const since of [{ changedSince: seen.watermark }, { updatedSince: latest ?? '' }])
      expect((await readChanges(since)).nodes.find(({ id }) => id === first)?.title).toBe(waiting)
  })
})

test('what was changed before the mark is not listed again for ever', async () => {
  // Tests of other files write on the same server meanwhile: until none of them is under way that began before, it is.
  for (let listed = -1, deadline = Date.now() + 30_000; listed !== 0 && Date.now() < deadline;) {
    await hub.sql(others)
    const { watermark } = await readChanges({ changedSince: noMark })
    listed = (await readChanges({ changedSince: watermark })).nodes.length
    if (listed === 0) return
  }
  throw new Error('Expected no change since the mark, but some are listed still.')
})

test('a mark of another server gives all there is', async () => {
  const { nodes } = await readChanges({ changedSince: 'ffffffffffff-999999999999' })
  expect(nodes).toHaveLength(Object.keys(await inDatabase()).length)
})

test.each(['yesterday', '1', 'ffffffffffff-', "ffffffffffff-1'", 'ffffffffffff-9999999999999999999'])(
  'takes no %j for a mark',
  async (mark) => {
    const { errors } = await hub.ask(
      `{ borough(code: "${borough}") { guidance(changedSince: "${mark}") { totalCount } } }`,
    )
    expect(errors).toEqual([expect.objectContaining({ code: 'BAD_USER_INPUT' })])
  },
)
