import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyKeptLog } from '@shequ/community/access/verify-kept-log'
import type { LogEntry, TravelledHead } from '@shequ/community/access/verify-log'
import { withClient } from '@shequ/postgres/with-client'
import { createSigningKey } from '@shequ/process/keys/signing-key'
import { type KeptLogHead, logHeadsOf, logHeadsOverHub } from '@shequ/subgraph/nodes/log-heads'
import { type Sender, signMessage } from '@shequ/subgraph/returns/signed-message'
import type { Pool } from 'pg'
import { type TestNode, openNode } from '../helpers/open-node.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'

const community = '310101002001'
const ofNode = '310101002002'

let hub: TestHub
let node: TestNode
beforeAll(async () => {
  hub = await startHub()
  node = await openNode(hub, ofNode)
  await node.join()
  await hub.settle()
}, 120_000)
afterAll(async () => {
  await node.close()
  await hub.close()
})

const readLog = async (code: string) => {
  const query = `{ community(code: "${code}") { accessLog { totalCount } } }`
  const { errors } = await hub.ask(query, {}, await hub.token('community-office', code))
  expect(errors).toBeUndefined()
}

const asHeads = (kept: readonly KeptLogHead[]): readonly TravelledHead[] =>
  kept.map(({ hour, sequence, hash }) => ({ sequence, hash: Buffer.from(hash, 'hex'), receivedAt: new Date(hour) }))

/** A server whose log is proved, with whoever may do everything there. */
interface Kept {
  readonly code: string
  readonly pool: () => Pool
  readonly ownerUrl: () => string
  readonly send: () => Promise<number>
  readonly heads: () => Promise<readonly KeptLogHead[]>
}

const hosted: Kept = {
  code: community,
  pool: () => hub.pools.community,
  ownerUrl: () => hub.databases.community.ownerUrl,
  send: () => hub.sendHeads(),
  heads: () => logHeadsOf(hub.askBorough, { issuer: 'community', key: hub.communityKey }, community, hub.now()),
}
const own: Kept = {
  code: ofNode,
  pool: () => node.open.pool,
  ownerUrl: () => node.database.ownerUrl,
  send: () => node.sendHeads(),
  heads: () => logHeadsOverHub(hub.url, node.hub.sender, ofNode, hub.now()),
}

/** Writes a log anew from an entry on, so that all of it follows from itself: entries, hashes and the end. */
async function rewrite({ code, ownerUrl }: Kept, change: (entries: LogEntry[]) => readonly LogEntry[]): Promise<void> {
  await withClient(ownerUrl(), async (client) => {
    await client.query(`select set_config('shequ.write_owners', '{"*":true}', false)`)
    const { rows } = await client.query<LogEntry>(
      'select sequence, record, hash from access_log where community_code = $1 order by sequence',
      [code],
    )
    const changed = change(rows)
    await client.query('delete from access_log where community_code = $1', [code])
    let hash = createHash('sha256').digest()
    for (const [place, { record }] of changed.entries()) {
      hash = createHash('sha256')
        .update(hash)
        .update(`${code}\n${place + 1}\n${record}`)
        .digest()
      await client.query('insert into access_log values ($1, $2, $3, $4)', [code, place + 1, record, hash])
    }
    await client.query('update access_log_head set sequence = $2, hash = $3 where community_code = $1', [
      code,
      changed.length,
      hash,
    ])
  })
}

async function verify({ code, pool, heads }: Kept) {
  return verifyKeptLog(pool(), code, { heads: asHeads(await heads()), now: hub.now() })
}

describe.each([
  ['the hosted server', hosted],
  ['a node', own],
] as const)('the log of %s', (_who, kept) => {
  /** How many entries there were before: of the move to the node. */
  let past = 0
  test('is held against where it ended before', async () => {
    const before = await verify(kept)
    past = before.isWhole ? before.entries : NaN
    for (let n = 0; n < 3; n += 1) await readLog(kept.code)
    expect(await kept.send()).toBe(1)
    expect(await kept.send()).toBe(0)
    for (let n = 0; n < 3; n += 1) await readLog(kept.code)
    await kept.send()
    await readLog(kept.code)
    expect((await kept.heads()).map(({ sequence }) => sequence)).toEqual([past + 3, past + 6])
    expect(await verify(kept)).toMatchObject({ isWhole: true, entries: past + 7 })
  })

  test('can not be written anew by whoever owns its tables', async () => {
    let before: readonly LogEntry[] = []
    await rewrite(kept, (entries) => {
      before = entries
      return entries.map((entry) =>
        entry.sequence === past + 5 ? { ...entry, record: entry.record.replace('COMMUNITY_OFFICE', 'PLANNER') } : entry,
      )
    })
    expect(await verifyKeptLog(kept.pool(), kept.code, { heads: [], now: hub.now() })).toMatchObject({ isWhole: true })
    expect(await verify(kept)).toEqual({
      isWhole: false,
      sequence: past + 6,
      fault: `it, or one between entry ${past + 3} and it, is not what it was on 2025-09-15, when its hash travelled to the borough`,
    })
    await rewrite(kept, () => before)
    expect(await verify(kept)).toMatchObject({ isWhole: true })
  })

  test('can not be cut short either', async () => {
    let before: readonly LogEntry[] = []
    await rewrite(kept, (entries) => (before = entries).slice(0, past + 4))
    expect(await verifyKeptLog(kept.pool(), kept.code, { heads: [], now: hub.now() })).toMatchObject({ isWhole: true })
    expect(await verify(kept)).toEqual({
      isWhole: false,
      sequence: past + 5,
      fault: `it is missing: on 2025-09-15 the log went up to entry ${past + 6}`,
    })
    await rewrite(kept, () => [])
    expect(await verify(kept)).toMatchObject({ isWhole: false, sequence: 1 })
    // What is told after that takes nothing back.
    await withClient(kept.ownerUrl(), async (client) => {
      await client.query(`select set_config('shequ.write_owners', '{"*":true}', false)`)
      await client.query('delete from access_log_sent')
    })
    await readLog(kept.code)
    await kept.send()
    expect((await kept.heads()).map(({ sequence }) => sequence)).toEqual([past + 3, past + 6])
    await rewrite(kept, () => before)
    expect(await verify(kept)).toMatchObject({ isWhole: true })
  })
})

describe('the borough', () => {
  const hash = 'ab'.repeat(32)
  const tell = async (sender: Sender, heads: readonly object[]) => {
    const batch = await signMessage('heads', sender, 'borough', `"heads":${JSON.stringify(heads)}`, hub.now())
    return hub.askBorough(
      'mutation ($batch: String!) { submitLogHeads(input: { batch: $batch }) { received written } }',
      { batch },
    )
  }
  const code = (expected: string) =>
    expect.objectContaining({
      errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: expected }) })],
    })
  const rows = () =>
    withClient(
      hub.databases.borough.ownerUrl,
      async (client) => (await client.query<object>('select * from log_head')).rows,
    )

  test('believes a server about its own communities alone', async () => {
    const before = await rows()
    const stranger = { issuer: 'community', key: await createSigningKey() }
    const byHosted = { issuer: 'community', key: hub.communityKey }
    expect(await tell(stranger, [{ community, sequence: 99, hash }])).toEqual(code('UNAUTHENTICATED'))
    expect(await tell(node.hub.sender, [{ community, sequence: 99, hash }])).toEqual(code('FORBIDDEN'))
    expect(await tell(byHosted, [{ community: '310199999001', sequence: 99, hash }])).toEqual(code('NOT_FOUND'))
    expect(await tell(byHosted, [{ community, sequence: 0, hash }])).toEqual(code('BAD_USER_INPUT'))
    expect(await tell(byHosted, [{ community: ofNode, sequence: 99, hash }])).toEqual({
      data: { submitLogHeads: { received: 1, written: 0 } },
    })
    expect(await rows()).toEqual(before)
  })

  test('tells them to nobody else', async () => {
    await expect(logHeadsOverHub(hub.url, node.hub.sender, community, hub.now())).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    })
    const stranger = { issuer: node.hub.sender.issuer, key: await createSigningKey() }
    await expect(logHeadsOverHub(hub.url, stranger, ofNode, hub.now())).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    })
  })
})
