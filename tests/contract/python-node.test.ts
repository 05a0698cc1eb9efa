import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyKeptLog } from '@shequ/community/access/verify-kept-log'
import type { TravelledHead } from '@shequ/community/access/verify-log'
import { countPeriods } from '@shequ/community/returns/count/count-periods'
import { checkNode } from '@shequ/cli/node/check/check-node'
import { nodeKeyOf } from '@shequ/process/keys/node-keys'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { type BaseCountName, baseCountNames, baseCounts, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { breakdownCount, cellKinds } from '@shequ/schema/measures/breakdowns'
import { smallestCell } from '@shequ/schema/measures/disclosure-rules'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { withClient } from '@shequ/postgres/with-client'
import { consentToMove, invite } from '../helpers/open-node.js'
import { type PythonNode, python, startPythonNode } from '../helpers/python-node.js'
import { type TestHub, startHubOfNow } from '../helpers/start-hub.js'

/** The node in `python-node/`: written from `subgraphs/README.md` alone, as somebody without the hub's code would write it. */
const community = '310101002001'
const borough = '310101000000'
/** A year of which nothing is recorded yet. */
const year = new Date().getUTCFullYear() + 1

const isThere = python !== undefined
if (!isThere) {
  process.stderr.write(
    'SKIPPED: the node in Python. Python 3 with graphql-core and cryptography is missing here (Debian: python3-graphql-core, python3-cryptography).\n',
  )
}
const describeWithPython = isThere ? describe : describe.skip

const around = `{
  community(code: "${community}") {
    name
    street { name }
    charter { smallestCell sharing { dataset level } provenance { tier owner } }
    profile { introduction }
    educationCentres(first: 3) { totalCount nodes { id name seats openedOn programmes(first: 1, from: "2000-01-01") { totalCount } } }
    programmes(first: 4, to: "${year - 1}-12-31") {
      totalCount
      pageInfo { hasNextPage hasPreviousPage }
      nodes { id title kind audience startsOn capacity places freePlaces fee educationCentre { name } sessions(first: 2) { totalCount nodes { ordinal startsAt endsAt taughtByVolunteer } } provenance { source updatedAt } }
    }
    competences(first: 3) { totalCount nodes { subject hoursPerMonth } }
    proposals(first: 3) { totalCount nodes { title status outcome openedOn tally { yes no abstained } } }
    donations(first: 2) { totalCount nodes { amountAwarded currency } }
    donationsOfPersons(year: 2025)
    ledger { entries(first: 20) { totalCount nodes { bookedOn credit amount } } }
    voices(first: 5) { totalCount nodes { kind requestedDatetime } }
    measures(query: { measures: [ATTENDANCES], from: "2025-01", to: "2025-03", grain: MONTH, groupBy: [PERIOD] }) { totalCount rows { period } }
  }
}`

const programme = 'id title description kind startsOn endsOn capacity places fee status'

const course = {
  title: '社区编程入门',
  description: '从零开始。',
  kind: 'COURSE',
  startsOn: `${year}-03-01`,
  endsOn: `${year}-06-30`,
  capacity: 20,
  fee: '12.50',
  idempotencyKey: 'python-node-1',
}

const later = {
  title: '取消的课',
  description: '不开了。',
  kind: 'WORKSHOP',
  startsOn: `${year}-09-01`,
  endsOn: `${year}-09-02`,
  capacity: 5,
}

const crowded = {
  title: '只有两个座位的课',
  description: '坐满为止。',
  kind: 'WORKSHOP',
  startsOn: `${year + 1}-01-05`,
  endsOn: `${year + 1}-01-06`,
  capacity: 2,
}

/** Of a term in which no centre is consigned. */
const agreement = {
  operator: '91110000802100433B',
  purpose: '开设课程。',
  startsOn: `${year + 20}-01-01`,
  endsOn: `${year + 20}-12-31`,
}

const consigned = `{ community(code: "${community}") { educationCentres(first: 50, status: ACTIVE) { nodes {
  id consignments(first: 20) { nodes { id operator { creditCode } startsOn endsOn endedOn } } } } } }`

interface ConsignedCentres {
  readonly nodes: readonly {
    readonly id: string
    readonly consignments: {
      readonly nodes: readonly { readonly id: string; readonly operator: { readonly creditCode: string } }[]
    }
  }[]
}

/** Months that are returned: of a busy season, of a quiet one, and of the other year. */
const months = ['2024-05', '2024-07', '2025-04']

const measured = (month: string) => `{
  community(code: "${community}") {
    measures(query: { measures: [ATTENDANCES], from: "${month}", to: "${month}", grain: MONTH, groupBy: [PERIOD] }) {
      rows { period cells { measure status value low high coverage { reported } } }
    }
  }
}`

const valueIn = (values: Float64Array, name: string, cell: number) =>
  values[baseCountNames.indexOf(name as BaseCountName) * breakdownCount + cell] ?? 0

/** Whether everybody sees a cell to be zero: there was none of what its count needs. */
function isStructuralZero(values: Float64Array, name: BaseCountName, cell: number): boolean {
  const { needs }: BaseCount = baseCounts[name]
  return needs !== undefined && valueIn(values, needs, cell % cellKinds.length) === 0
}

/** Whether a cell must be hidden by its own size, or by that of the rest of its whole. */
function isSmallCount(values: Float64Array, name: BaseCountName, cell: number, period: string): boolean {
  const { protection }: BaseCount = baseCounts[name]
  if (!hasBreakdown(name, cell, grainOfPeriod(period))) return false
  const value = valueIn(values, name, cell)
  if (protection.rule === 'part') return Math.min(value, valueIn(values, protection.whole, cell) - value) < smallestCell
  return protection.rule === 'count' && value < smallestCell
}

describeWithPython('a node in Python', () => {
  let hub: TestHub
  let node: PythonNode
  /** What the hosted server answered to each of those who ask, before the community moved. */
  let before: Readonly<Record<string, unknown>>
  /** What the node said when it had joined. */
  let joined: Readonly<Record<string, unknown>>
  /** The programme in which a resident had a place before, by its id, and the one that is published here. */
  let full: string
  let published: string
  const returned: MeasureReturn[] = []
  const office = () => hub.token('community-office', community)
  const ask = async (question: string, token?: string) => {
    const { data, errors = [] } = await hub.ask<{ community: Record<string, unknown> }>(question, {}, token)
    return { data: data.community, errors: errors.map(({ path, extensions: { code } }) => ({ path, code })) }
  }
  /** What those who may know more or less are answered. */
  const answers = async () => ({
    nobody: await ask(around),
    borough: await ask(around, await hub.token('borough-office', borough)),
    city: await ask(around, await hub.token('city-office', '310000000000')),
    own: await ask(around, await office()),
  })
  const write = async (mutation: string, type: string, input: object, selection: string) => {
    const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`
    return await hub.ask<Record<string, Record<string, unknown>>>(
      text,
      { input: { community, ...input } },
      await office(),
    )
  }
  /** A resident's place in a programme: how many are free then, or the code of the refusal. */
  const enrol = async (id: string, resident: string) => {
    const input = { programme: id, resident, learnerGroup: 'RETIRED', sixtyOrOver: true }
    const { data, errors } = await write('enrol', 'EnrolInput', input, 'status programme { freePlaces }')
    return errors?.[0]?.extensions.code ?? data['enrol']
  }
  const consignedCentres = async () => (await ask(consigned)).data['educationCentres'] as ConsignedCentres
  const firstCentre = async () => (await consignedCentres()).nodes[0]?.id
  const place = (freePlaces: number) => ({ status: 'ENROLLED', programme: { freePlaces } })
  const inBorough = (sql: string, ...values: unknown[]) =>
    withClient(hub.databases.borough.url, async (client) => (await client.query(sql, values)).rows as unknown[])
  beforeAll(async () => {
    hub = await startHubOfNow({ registerInterval: 100, reportInterval: 3_600_000 })
    node = await startPythonNode(hub.url, community)
    const { data } = await write('publishProgramme', 'PublishProgrammeInput', crowded, 'id')
    full = data['publishProgramme']?.['id'] as string
    await enrol(full, 'A-1001')
    await write('consignCentre', 'ConsignCentreInput', { ...agreement, educationCentre: await firstCentre() }, 'id')
    before = await answers()
    await consentToMove(hub, community, 'TO_OWN_NODE', node.kid)
    joined = await node.tell('join', await invite(hub, community))
    await hub.settle()
  }, 120_000)
  afterAll(async () => {
    await node.close()
    await hub.close()
  })

  test('takes the records over, and answers what the hosted server answered', async () => {
    expect(joined).toEqual({ rows: expect.any(Number) })
    expect(joined['rows']).toBeGreaterThan(100)
    expect((await ask(`{ community(code: "${community}") { node { kind status } } }`)).data).toEqual({
      node: { kind: 'OWN', status: 'ACTIVE' },
    })
    expect(await answers()).toEqual(before)
  })

  test('does everything that `hub node check` asks', async () => {
    const breaches: unknown[] = []
    const keys = [await nodeKeyOf(node.x)]
    for await (const result of checkNode({ url: node.url, community, gatewayKey: hub.gatewayKey, keys })) {
      if (result.breach !== undefined) breaches.push(result)
    }
    expect(breaches).toEqual([])
  })
  test('takes a write of the office once, and logs it', async () => {
    const first = await write('publishProgramme', 'PublishProgrammeInput', course, programme)
    expect(first).toMatchObject({
      data: { publishProgramme: expect.objectContaining({ title: course.title, places: 'OPEN', fee: '12.50' }) },
    })
    expect(await write('publishProgramme', 'PublishProgrammeInput', course, programme)).toEqual(first)
    expect(
      await write('publishProgramme', 'PublishProgrammeInput', { ...course, capacity: 21 }, programme),
    ).toMatchObject({ errors: [{ extensions: { code: 'CONFLICT' } }] })
    published = first.data['publishProgramme']?.['id'] as string
    expect(
      (
        await ask(
          `{ community(code: "${community}") { programmes(from: "${year}-01-01", to: "${year}-12-31") { nodes { ${programme} } } } }`,
        )
      ).data,
    ).toEqual({
      programmes: { nodes: [first.data['publishProgramme']] },
    })
    const log = `{ community(code: "${community}") { accessLog(first: 2) { nodes { action fields count outcome basis role } } } }`
    expect((await ask(log, await office())).data).toMatchObject({
      accessLog: {
        nodes: expect.arrayContaining([
          expect.objectContaining({ action: 'WRITE', fields: ['Mutation.publishProgramme'], count: 1, basis: 'OWN' }),
        ]),
      },
    })
    for (const [token, code] of [
      [undefined, 'UNAUTHENTICATED'],
      [await hub.token('borough-office', borough), 'FORBIDDEN'],
    ] as const) {
      const text = `mutation ($input: ChangeProfileInput!) { changeProfile(input: $input) { introduction } }`
      const { errors } = await hub.ask(text, { input: { community, introduction: '不许。' } }, token)
      expect(errors).toMatchObject([{ extensions: { code } }])
    }
  })

  test('refuses what the schema does not take, and says where', async () => {
    const { errors } = await write('changeProfile', 'ChangeProfileInput', { introduction: '' }, 'introduction')
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' }, path: ['changeProfile'] }])
    const many = await ask(`{ community(code: "${community}") { programmes(first: 2, after: "bm8=") { totalCount } } }`)
    expect(many.errors).toEqual([{ code: 'BAD_USER_INPUT', path: ['community', 'programmes'] }])
  })

  test('knows residents again, by pseudonyms under the key that came sealed', async () => {
    expect(await enrol(full, 'A-1001')).toEqual(place(1))
    expect(await enrol(full, 'B-1002')).toEqual(place(0))
    expect(await enrol(full, 'C-1003')).toBe('FULL')
  })

  test('tells who asks for changes what has changed, by watermarks', async () => {
    const list = async (argument = '') => {
      const { data } = await ask(
        `{ community(code: "${community}") { programmes${argument} { watermark nodes { id } } } }`,
      )
      return data['programmes'] as { readonly watermark: string; readonly nodes: readonly { readonly id: string }[] }
    }
    const { watermark } = await list()
    const { data } = await write('publishProgramme', 'PublishProgrammeInput', later, programme)
    const id = data['publishProgramme']?.['id']
    expect((await list(`(changedSince: "${watermark}")`)).nodes).toContainEqual({ id })
    const cancelled = await write('cancelProgramme', 'CancelProgrammeInput', { programme: id }, 'status')
    expect(cancelled.data).toEqual({ cancelProgramme: { status: 'CANCELLED' } })
    expect((await list('(changedSince: "000000000000-1", first: 500)')).nodes.length).toBeGreaterThan(19)
  })

  test('publishes what is for everybody, and withdraws what no longer is', async () => {
    const listed = () =>
      inBorough(
        `select title, places::text, fee::text from catalogue_programme where community_code = $1 and id = $2`,
        community,
        published.slice(13),
      )
    expect(await listed()).toEqual([])
    expect(await node.tell('publish')).toEqual({ received: expect.any(Number), written: expect.any(Number) })
    expect(await listed()).toEqual([{ title: '社区编程入门', places: 'OPEN', fee: '12.50' }])
    expect(await node.tell('publish')).toEqual({ received: 0, written: 0 })
    for (const level of ['CITY', 'PUBLIC']) {
      const { errors } = await write('setSharing', 'SetSharingInput', { dataset: 'PROGRAMMES', level }, 'smallestCell')
      expect(errors).toBeUndefined()
      await node.tell('publish')
      expect(await listed()).toHaveLength(level === 'PUBLIC' ? 1 : 0)
    }
  })

  test('publishes its centres with their consignments', async () => {
    for (const level of ['CITY', 'PUBLIC']) {
      await write('setSharing', 'SetSharingInput', { dataset: 'CENTRES', level }, 'smallestCell')
      await node.tell('publish')
    }
    const listed = await inBorough(
      "select id::text, consignments from catalogue_centre where community_code = $1 and status = 'ACTIVE' order by id",
      community,
    )
    const known = (await consignedCentres()).nodes.map(({ id, consignments: { nodes } }) => ({
      id: id.slice(13),
      consignments: nodes.map((term) => ({ ...term, id: term.id.slice(13), operator: term.operator.creditCode })),
    }))
    expect(known.some(({ consignments }) => consignments.length > 0)).toBe(true)
    expect(listed).toEqual(known.toSorted((one, other) => (one.id < other.id ? -1 : 1)))
  })

  test('releases a month once, and returns it to the borough', async () => {
    for (const month of months) {
      const { return: released, ...said } = await node.tell('return', month)
      expect(said).toEqual({ received: 1, written: 1 })
      returned.push(released as MeasureReturn)
    }
    const kept = await inBorough(
      'select period, kind::text, version from measure_return where division_code = $1 and period = any($2::text[]) order by period',
      community,
      months,
    )
    expect(kept).toEqual(months.map((period) => ({ period, kind: 'NAMED', version: 1 })))
    const [month = ''] = months
    expect((await ask(measured(month))).data['measures']).toMatchObject({
      rows: [{ period: month, cells: [{ measure: 'ATTENDANCES', coverage: { reported: 1 } }] }],
    })
    expect(await node.tell('return', month)).toMatchObject({ error: { code: 'CONFLICT' } })
    expect(await node.tell('return', '2999-01')).toMatchObject({ error: { code: 'CONFLICT' } })
  })

  test('tells the borough where its log ends', async () => {
    expect(await node.tell('heads')).toEqual({ received: 1, written: 1 })
  })

  test('is told what is wrong with a message', async () => {
    const own = `node:${community}`
    const say = (...message: readonly unknown[]) => node.tell('say', JSON.stringify(message))
    const step = { action: 'beginLeave', community, epoch: 1 }
    for (const [audience, header] of [
      ['borough', { iss: own }],
      ['borough', { iss: own, typ: 'JWT' }],
      ['borough', { iss: own, typ: 'returns+jwt' }],
      ['borough', { typ: 'node+jwt' }],
      ['community', { iss: own, typ: 'node+jwt' }],
      ['hub', { iss: own, typ: 'node+jwt' }],
    ] as const) {
      expect(await say('steps/beginLeave', 'node', audience, header, step)).toMatchObject({
        error: { code: 'UNAUTHENTICATED' },
      })
    }
    expect(
      await say('steps/beginLeave', 'node', 'borough', null, { ...step, community: '310101002002' }),
    ).toMatchObject({
      error: { code: 'UNAUTHENTICATED' },
    })
    expect(await say('steps/beginLeave', 'node', 'borough', null, { ...step, epoch: 99 })).toMatchObject({
      error: { code: 'CONFLICT' },
    })
    expect(await say('returns', 'returns', 'borough', null, { returns: [{ division: community }] })).toMatchObject({
      error: { code: 'BAD_USER_INPUT' },
    })
  })

  test('leaves when its office consents, and the hub has what was written meanwhile', async () => {
    expect(await node.tell('leave')).toMatchObject({ error: { code: 'CONSENT_REQUIRED' } })
    await consentToMove(hub, community, 'TO_HOSTED', null)
    const left = await node.tell('leave')
    expect(left).toEqual({ rows: expect.any(Number) })
    await hub.settle()
    const { data } = await ask(
      `{ community(code: "${community}") { node { kind status } programmes(from: "${year}-01-01", to: "${year}-12-31", status: PUBLISHED) { nodes { ${programme} } } } }`,
    )
    expect(data).toEqual({
      node: { kind: 'HOSTED', status: 'HOSTED' },
      programmes: { nodes: [expect.objectContaining({ id: published, title: '社区编程入门', fee: '12.50' })] },
    })
    expect(await answers()).toEqual(before)
    expect(await enrol(full, 'B-1002')).toEqual(place(0))
    const again = await write('publishProgramme', 'PublishProgrammeInput', course, 'id')
    expect(again.data).toEqual({ publishProgramme: { id: published } })
    const heads = await inBorough(
      'select last_sequence as sequence, last_hash as hash, hour as "receivedAt" from log_head where community_code = $1',
      community,
    )
    expect(heads).toHaveLength(1)
    const travelled = { heads: heads as readonly TravelledHead[], now: new Date() }
    expect(await verifyKeptLog(hub.pools.community, community, travelled)).toMatchObject({ isWhole: true })
    expect(await node.tell('publish')).toEqual({ received: 0, written: 0 })
  })
  test('returned what the records come to, and told no count of 0 to 10 but structural zeros', async () => {
    const counted = await sqlTransaction(hub.pools.community, (sql) => countPeriods(sql, months, [community]))
    for (const released of returned) {
      const values = counted.get(released.period)?.valuesOf(community) ?? new Float64Array()
      const faults: unknown[] = []
      for (const [place, name] of baseCountNames.entries()) {
        for (let cell = 0; cell < breakdownCount; cell += 1) {
          const value = values[place * breakdownCount + cell] ?? 0
          const told = released.cells.find(({ breakdown }) => breakdown === cell)?.counts[name] ?? 0
          const isHidden = (((released.hidden[place] ?? 0) >> cell) & 1) === 1
          const isSmall = isSmallCount(values, name, cell, released.period)
          const isSeen = isStructuralZero(values, name, cell)
          const isTrue = isHidden
            ? told === 0 && value <= (released.high[place] ?? 0) && !isSeen
            : told === value && (!isSmall || isSeen)
          if (!isTrue) faults.push([released.period, name, cell, value, told, isHidden])
        }
      }
      expect(faults).toEqual([])
      expect(released.cells.length).toBeGreaterThan(0)
    }
  })
})
