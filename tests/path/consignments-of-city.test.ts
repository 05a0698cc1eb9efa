import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestNode, openNode } from '../helpers/open-node.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'
import { unmetered } from '../helpers/unmetered.js'

const city = '310000000000'
const hosted = '310101002001'
const alone = '310101002002'
/** The hub's day. */
const today = '2025-09-15'

let hub: TestHub
let node: TestNode
beforeAll(async () => {
  hub = await startHub(unmetered)
  node = await openNode(hub, alone)
  await hub.publish()
}, 120_000)
afterAll(async () => {
  await node.close()
  await hub.close()
})

interface Consignment {
  readonly startsOn: string
  readonly endsOn: string
  readonly endedOn: string | null
  readonly operator: { readonly creditCode: string }
  readonly consignment: { readonly id: string; readonly purpose: string } | null
}
interface Centre {
  readonly educationCentre: { readonly id: string }
  readonly consignments: readonly Consignment[] | null
}
interface Page<Node> {
  readonly totalCount: number
  readonly watermark: string
  readonly nodes: readonly Node[]
}

/** The ids of an organisation's consignments in the city, as its owners name them. */
async function ofOperator(creditCode: string): Promise<readonly string[]> {
  const { data, errors } = await hub.ask<{ organisation: { consignments: Page<Consignment> } }>(
    `query ($code: CreditCode!) { organisation(creditCode: $code) { consignments(within: "${city}", first: 500) {
      totalCount nodes { consignment { id purpose } } } } }`,
    { code: creditCode },
  )
  expect(errors).toBeUndefined()
  const { totalCount, nodes } = data.organisation.consignments
  expect(nodes).toHaveLength(totalCount)
  for (const { consignment } of nodes) expect(consignment?.purpose).not.toBe('')
  return nodes.map(({ consignment }) => consignment?.id ?? '').toSorted()
}

/** The centres that a filter finds in the city, to the last. */
async function centres(filter: object, page: object = {}): Promise<Page<Centre>> {
  const { data, errors } = await hub.ask<{ educationCentres: Page<Centre> }>(
    `query ($filter: CentreFilter, $changedSince: Watermark) {
      educationCentres(within: "${city}", first: 500, filter: $filter, changedSince: $changedSince) {
        totalCount watermark nodes { educationCentre { id } consignments { startsOn endsOn endedOn operator { creditCode } } } } }`,
    { filter, ...page },
  )
  expect(errors).toBeUndefined()
  return data.educationCentres
}
const idsOf = ({ nodes }: Page<Centre>) => nodes.map(({ educationCentre }) => educationCentre.id).toSorted()

/** Ids of the records that communities make public, by SQL at their owners. */
async function publicIds(what: string, from: string, where: string): Promise<readonly string[]> {
  const { rows } = await hub.pools.community.query<{ id: string }>(
    `select distinct ${what} as id from ${from} join sharing_rule rule on rule.community_code = centre.community_code
     where rule.dataset = 'CENTRES' and rule.level = 'PUBLIC' and centre.removed_at is null and ${where}`,
  )
  return rows.map(({ id }) => id).toSorted()
}
const term =
  'consignment.community_code = centre.community_code and education_centre_id = centre.id and consignment.removed_at is null'
const holds = `${term} and '${today}' between starts_on and coalesce(ended_on, ends_on)`
const centreIds = (where: string) =>
  publicIds("centre.community_code || ':' || centre.id", 'education_centre centre', where)

async function write(mutation: string, community: string, input: object, selection = 'id'): Promise<{ id: string }> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const { data, errors } = await hub.ask<Record<string, { id: string }>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`,
    { input: { community, ...input } },
    await hub.token('community-office', community),
  )
  expect(errors).toBeUndefined()
  return data[mutation] ?? { id: '' }
}

/** The organisation that was given most of the consignments that are public. */
async function largestOperator(): Promise<string> {
  const { rows } = await hub.pools.community.query<{ code: string }>(
    `select operator_credit_code as code from consignment join sharing_rule using (community_code)
     where dataset = 'CENTRES' and level = 'PUBLIC' and removed_at is null group by 1 order by count(*) desc, 1 limit 1`,
  )
  return rows[0]?.code ?? ''
}

/** A centre of the community's that nobody is to run, and whose office makes it public. */
async function openCentre(community: string): Promise<string> {
  await write('setSharing', community, { dataset: 'CENTRES', level: 'PUBLIC' }, '__typename')
  const input = { name: '新教室', address: '1号', openedOn: '2025-09-01', seats: 20 }
  return (await write('openEducationCentre', community, input)).id
}

const consignTo = (operator: string, community: string, educationCentre: string) =>
  write('consignCentre', community, {
    educationCentre,
    operator,
    purpose: '开设课程。',
    startsOn: '2025-09-15',
    endsOn: '2026-03-31',
  })

describe('a city, in one request each', () => {
  test('lists all consignments of an organisation that are public', async () => {
    const operator = await largestOperator()
    await consignTo(operator, hosted, await openCentre(hosted))
    await hub.publish()
    const known = await publicIds(
      "consignment.community_code || ':' || consignment.id",
      `education_centre centre join consignment on ${term}`,
      `operator_credit_code = '${operator}'`,
    )
    expect(known.length).toBeGreaterThan(1)
    expect(await ofOperator(operator)).toEqual(known)
  })

  test('lists the centres that are run, those that are not, and those whose consignment ends', async () => {
    const operator = await largestOperator()
    const run = await centres({ consigned: true })
    const unconsigned = await centres({ consigned: false })
    expect(idsOf(run)).toEqual(await centreIds(`exists (select from consignment where ${holds})`))
    expect(run.totalCount).toBeGreaterThan(5)
    expect(unconsigned.totalCount).toBe((await centreIds(`not exists (select from consignment where ${holds})`)).length)
    expect(run.totalCount + unconsigned.totalCount).toBe((await centres({})).totalCount)
    expect(idsOf(await centres({ operator }))).toEqual(
      await centreIds(`exists (select from consignment where ${holds} and operator_credit_code = '${operator}')`),
    )
    const ending = await centres({ endingBefore: '2026-07-01' })
    expect(idsOf(ending)).toEqual(
      await centreIds(`exists (select from consignment where ${holds} and coalesce(ended_on, ends_on) < '2026-07-01')`),
    )
    expect(ending.totalCount).toBeGreaterThan(0)
    expect(ending.totalCount).toBeLessThan(run.totalCount)
  })

  test('asks no community for it', async () => {
    hub.resetCounts()
    await centres({ consigned: false })
    expect(hub.calls).toEqual({ city: 0, borough: 1, community: 0 })
  })
})

/** What the catalogue says of a centre as its community consigns it, ends that, and makes its centres private. */
async function followed(community: string, publish: () => Promise<unknown>): Promise<void> {
  const operator = await largestOperator()
  const centre = await openCentre(community)
  await publish()
  const { watermark } = await centres({})
  const isIn = async (filter: object) => idsOf(await centres({ ...filter, search: '新教室' })).includes(centre)
  expect([await isIn({ consigned: false }), await isIn({ operator })]).toEqual([true, false])

  const { id } = await consignTo(operator, community, centre)
  await publish()
  expect([await isIn({ consigned: false }), await isIn({ operator })]).toEqual([false, true])
  expect(await isIn({ operator, endingBefore: '2026-04-01' })).toBe(true)
  expect(await ofOperator(operator)).toContain(id)
  expect(idsOf(await centres({ search: '新教室' }, { changedSince: watermark }))).toContain(centre)

  await write('endConsignment', community, { consignment: id, endedOn: '2025-12-31' })
  await publish()
  expect(await isIn({ operator, endingBefore: '2026-01-01' })).toBe(true)
  const told = (await centres({ operator, search: '新教室' })).nodes.find(
    ({ educationCentre }) => educationCentre.id === centre,
  )
  expect(told?.consignments).toEqual([
    { startsOn: '2025-09-15', endsOn: '2026-03-31', endedOn: '2025-12-31', operator: { creditCode: operator } },
  ])

  await write('setSharing', community, { dataset: 'CENTRES', level: 'CITY' }, '__typename')
  await publish()
  expect([await isIn({ consigned: false }), await isIn({ operator })]).toEqual([false, false])
  expect(await ofOperator(operator)).not.toContain(id)
}

describe('what a community does with a centre is told of it', () => {
  test('on the shared server', () => followed(hosted, () => hub.publish()))

  test('on its own node', async () => {
    await node.join()
    await hub.settle()
    await followed(alone, () => node.publish())
  })
})
