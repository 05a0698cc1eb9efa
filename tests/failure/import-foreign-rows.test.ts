import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyKeptLog } from '@shequ/community/access/verify-kept-log'
import { type MovedTable, movedTables } from '@shequ/community/node/move/moved-tables'
import { openPool } from '@shequ/postgres/open-pool'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { Pool } from 'pg'
import { type TestNode, openNode } from '../helpers/open-node.js'
import { type TestHub, startRoutedHub } from '../helpers/start-hub.js'

const community = '310101002001'
const neighbour = '310101002002'

let hub: TestHub
let node: TestNode
let pool: Pool
let tables: readonly MovedTable[]
/** The honest lines of the node, as it would leave with them. */
let honest: readonly string[]

beforeAll(async () => {
  hub = await startRoutedHub({ registerInterval: 100, reportInterval: 3_600_000 })
  pool = openPool(hub.databases.community.url, { max: 2 })
  tables = await sqlTransaction(pool, movedTables)
  node = await openNode(hub, community)
  await node.join()
  // What the hosted server keeps is compared later: so what has left is removed now, not whenever its time has come.
  await hub.settle()
  await node.consent('TO_HOSTED')
  honest = await beginToLeave()
}, 120_000)
afterAll(async () => {
  await node.close()
  await pool.end()
  await hub.close()
})

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

/** Begins to leave, and keeps the lines that the node would send. */
async function beginToLeave(): Promise<readonly string[]> {
  const lines: string[] = []
  const importRecords: typeof node.hub.moves.importRecords = async (_message, sent) => {
    for await (const line of sent) lines.push(line)
    throw new Error('not sent')
  }
  await node.leaveUnasked({ ...node.hub, moves: { ...node.hub.moves, importRecords } }).catch(() => undefined)
  return lines
}

/** Sends lines as a node that leaves, over HTTP. */
async function send(lines: readonly string[]): Promise<number> {
  const { epoch } = JSON.parse(honest[0] ?? '') as { epoch: number }
  return node.hub.moves.importRecords(await node.hub.sign({ action: 'importRecords', epoch }), each(lines))
}

/** Sends a line right behind the first, or behind all of the node's own rows. */
const sendFirst = (line: string) => send([honest[0] ?? '', `${line}\n`])
const sendLast = (line: string) => send([...honest.slice(0, -1), `${line}\n`, honest.at(-1) ?? ''])

/** A row that has all columns of a table, and nothing in them but whose it is. */
const rowOf = ({ columns, owner }: MovedTable, whose: unknown) =>
  Object.fromEntries(columns.map((column) => [column, column === owner ? whose : null]))
const lineOf = (table: string, ...rows: readonly object[]) => JSON.stringify({ table, rows })

const grant = {
  community_code: neighbour,
  id: '11111111-1111-4111-8111-111111111111',
  organisation: '52310114MJQHCK6F3G',
  app: null,
  scopes: ['READ_VOICES', 'READ_LEDGER', 'RECORD_ATTENDANCE'],
  purpose: 'x',
  starts_on: '2020-01-01',
  ends_on: '2099-01-01',
  revoked_at: null,
  source: 'hub',
  updated_at: '2026-01-01T00:00:00Z',
  removed_at: null,
}

/** Everything that the hosted server keeps, of everybody, in short. */
async function kept(): Promise<unknown> {
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*), coalesce(sum(hashtext(t::text)::bigint), 0) as sum from "${name}" t`,
  )
  return (await pool.query(parts.join(' union all '))).rows
}

test('lines without the last are refused: they broke off', async () => {
  await expect(send(honest.slice(0, -1))).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test("a leaving node's lines with a row of a neighbour are refused whole, in every table that moves, and nothing has changed", async () => {
  const before = await kept()
  expect(tables.length).toBeGreaterThan(25)
  const of = (whose: unknown) => (table: MovedTable) => [table, whose] as const
  const others = [310101002001, null, ` ${community}`].flatMap((whose) => tables.slice(0, 1).map(of(whose)))
  for (const [table, whose] of [...tables.map(of(neighbour)), ...others]) {
    await expect(sendFirst(lineOf(table.name, rowOf(table, whose)))).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining(`"${table.name}"`) as unknown,
      extensions: expect.objectContaining({ community }) as unknown,
    })
  }
  await expect(sendLast(lineOf('access_grant', grant))).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: `Expected rows of ${community} alone, but got one of "access_grant" that is of "${neighbour}". Nothing was taken.`,
  })
  const rule = { community_code: neighbour, dataset: 'VOICES', level: 'PUBLIC' }
  const honestRule = { ...rule, community_code: community, dataset: 'NEW' }
  await expect(sendLast(lineOf('sharing_rule', honestRule, rule))).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await kept()).toEqual(before)
  expect((await pool.query('select from access_grant where id = $1', [grant.id])).rowCount).toBe(0)
  expect(await verifyKeptLog(pool, neighbour, { heads: [], now: hub.now() })).toMatchObject({ isWhole: true })
}, 60_000)

test('rows that are not sound are refused with a code of the error table, never as a fault of the hub', async () => {
  const before = await kept()
  const rows = honest.find((line) => line.startsWith('{"table":"programme"')) ?? ''
  const [programme] = (JSON.parse(rows) as { rows: readonly Record<string, unknown>[] }).rows
  const session = tables.find(({ name }) => name === 'session')
  if (!programme || !session) throw new Error('Expected programmes and sessions among the records.')
  const unsound: readonly (readonly [line: string, says: RegExp])[] = [
    [rows.trim(), /"programme", but got two with the same key/],
    [lineOf('programme', rowOf({ ...session, columns: Object.keys(programme) }, community)), /without a value/],
    [lineOf('programme', { ...programme, id: 'not an id' }), /a value that its column does not hold/],
    [lineOf('programme', { ...programme, id: grant.id, title: 'a\u0000b' }), /a value that its column does not hold/],
    [lineOf('programme', { ...programme, id: grant.id, capacity: -1 }), /breaks a rule|does not hold/],
    [
      lineOf('programme', { ...programme, id: grant.id, education_centre_id: grant.id }),
      /refers to a record which is not there/,
    ],
    [lineOf('programme', { ...programme, 'password"; drop': 1 }), /columns of "programme", but got "password/],
    [lineOf('programme', { community_code: community }), /all columns of "programme"/],
    [
      lineOf('community_place', { community_code: community }),
      /a table that moves, but got those of "community_place"/,
    ],
    [lineOf('no such table', {}), /a table that moves/],
    ['{"table":"programme","rows":[null]}', /with a list of rows/],
    ['{"table":"programme","rows":{}}', /with a list of rows/],
    ['{"table":"programme"', /as a server of the hub sends them/],
  ]
  for (const [line, says] of unsound) {
    const leaving = sendLast(line)
    await expect(leaving).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringMatching(says) as unknown,
    })
  }
  expect(await kept()).toEqual(before)
}, 60_000)

test('a line is read as JSON, whatever spaces it has, and the node leaves at last with what it has', async () => {
  const spaced = (line: string) => line.replace(/^\{"table":"(\w+)","rows":/, '{ "table" : "$1" , "rows" : ')
  const { moves } = node.hub
  const importRecords: typeof moves.importRecords = async (message, lines) => {
    async function* inSpaces() {
      for await (const line of lines) yield spaced(line)
    }
    return moves.importRecords(message, inSpaces())
  }
  expect(await node.leaveUnasked({ ...node.hub, moves: { ...moves, importRecords } })).toBeGreaterThan(0)
  expect(await verifyKeptLog(pool, community, { heads: [], now: hub.now() })).toMatchObject({ isWhole: true })
})
