import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSubgraphSdl } from '@shequ/schema/subgraph-sdl'
import { type Tier, tiers } from '@shequ/schema/tiers'
import type { Role } from '@shequ/schema/viewer'
import { withClient } from '@shequ/postgres/with-client'
import { type GraphQLSchema, buildASTSchema, isInputObjectType, isNonNullType, parse } from 'graphql'
import { type InputValues, drawInput, valuesByType } from '../helpers/draw-input.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'

const lane = '310101002001'
const divisions: Readonly<Record<Tier, string>> = { city: '310000000000', borough: '310101000000', community: lane }

/** A mutation of the schema, whichever it is, with the tier that answers it and its input. */
interface Written {
  readonly name: string
  readonly tier: Tier
  readonly inputType: string
  /** Whether the gateway serves it; otherwise it goes from server to server, under a signature. */
  readonly isServed: boolean
  readonly draw: (values: InputValues) => Record<string, unknown>
}

/** What is written without a right: who asks for access has no token yet. `tests/path/ngo-access.test.ts` tries it. */
const open: ReadonlySet<string> = new Set(['requestAccess'])

/** What no office does: an organisation changes its own clients. `tests/path/ngo-clients.test.ts` tries it. */
const ofOrganisations: ReadonlySet<string> = new Set(['rotateClientSecret', 'revokeClient'])

/** Every mutation of every tier, those between servers included, read off the schemas. */
const mutations: readonly Written[] = tiers.flatMap((tier) =>
  Object.values(schemaOf(tier).getMutationType()?.getFields() ?? {}).map(({ name, args, astNode }) => {
    const [input] = args
    const type = input && isNonNullType(input.type) ? input.type.ofType : undefined
    if (!isInputObjectType(type)) throw new Error(`Expected ${tier}'s ${name} to take an input.`)
    const isServed = !astNode?.directives?.some((directive) => directive.name.value === 'inaccessible')
    return { name, tier, isServed, inputType: type.name, draw: (values: InputValues) => drawInput(type, values) }
  }),
)

function schemaOf(tier: Tier): GraphQLSchema {
  return buildASTSchema(parse(readSubgraphSdl(tier)), { assumeValidSDL: true })
}

/** Who asks: every role, those of the community's own level for another community. */
const others: readonly [role: Role | 'anonymous', division: string | undefined][] = [
  ['anonymous', undefined],
  ['planner', divisions.city],
  ['planner', lane],
  ['city-office', divisions.city],
  ['borough-office', divisions.borough],
  ['community-office', '310101002002'],
  ['district-app', divisions.city],
  ['district-app', lane],
  ['ngo', lane],
  ['operator', undefined],
]

let hub: TestHub
let values: InputValues
let before: unknown
beforeAll(async () => {
  hub = await startHub()
  values = await drawFromRecords()
  before = await everyRecord()
}, 120_000)
afterAll(() => hub.close())

const sql = <Row extends object>(tier: Tier, text: string) =>
  withClient(hub.databases[tier].ownerUrl, async (client) => (await client.query<Row>(text)).rows)

/** Ids of records that are there, so that what is refused is refused for nothing but who asks. */
async function drawFromRecords(): Promise<InputValues> {
  const idOf = async (tier: Tier, table: string, owner: string, where = 'true') => {
    const [row] = await sql<{ id: string }>(
      tier,
      `select ${owner} || ':' || id as id from ${table} where ${owner} = '${divisions[tier]}' and ${where} order by id limit 1`,
    )
    return row?.id ?? `${divisions[tier]}:00000000-0000-4000-8000-000000000001`
  }
  const own = (table: string, where?: string) => idOf('community', table, 'community_code', where)
  return {
    byName: {
      ...divisions,
      recipients: [lane],
      serviceArea: ['310101002000'],
      residence: lane,
      programme: await own('programme', "status = 'PUBLISHED' and ends_on > '2025-09-15'"),
      session: await own('session'),
      educationCentre: await own('education_centre', "status = 'ACTIVE'"),
      consignment: await own('consignment', "ended_on is null and ends_on > '2025-09-15'"),
      voice: await own('voice', "kind = 'NEED' and answered_at is null"),
      proposal: await own('proposal', 'closed_at is null'),
      guidance: await idOf('borough', 'guidance', 'borough_code'),
      serviceCentre: await idOf('borough', 'service_centre', 'borough_code'),
      service: await idOf('borough', 'service', 'borough_code'),
      schedule: 'FREQ=DAILY',
      officeHours: 'FREQ=DAILY',
      app: null,
      name: 'trees',
      schema: { type: 'integer' },
      value: 12,
      batch: 'not.signed.atall',
      register: 'not.signed.atall',
      year: 2025,
      capacity: 500,
    },
    byType: valuesByType(lane),
  }
}

/** A digest of every table of the community tier, but for the log of who was refused. */
async function everyRecord(): Promise<unknown> {
  const tables = await sql<{ name: string }>(
    'community',
    "select tablename as name from pg_tables where schemaname = 'public' and tablename !~ '^(_prisma|access_log|refusal_count)' order by 1",
  )
  expect(tables.length).toBeGreaterThan(20)
  const digests = tables.map(({ name }) =>
    sql(
      'community',
      `select '${name}' as name, count(*), md5(string_agg(md5(row::text), '' order by row::text)) from ${name} as row`,
    ),
  )
  return Promise.all(digests)
}

/** Does a mutation as somebody, through the gateway; those between servers, which it does not serve, at their tier. */
async function attempt({ name, tier, inputType, draw }: Written, role: Role | 'anonymous', division?: string) {
  const query = `mutation ($input: ${inputType}!) { ${name}(input: $input) { __typename } }`
  const token = role === 'anonymous' ? undefined : await hub.token(role, division)
  const { errors } = await hub.ask(query, { input: draw(values) }, token)
  return { tier, codes: (errors ?? []).map(({ extensions }) => extensions.code) }
}

test('the schemas have mutations of every tier', () => {
  expect(new Set(mutations.map(({ tier }) => tier))).toEqual(new Set(tiers))
  expect(mutations.length).toBeGreaterThan(30)
})

describe.each(others)('a %s of %s', (role, division) => {
  test.each(mutations.map((mutation) => [mutation.tier, mutation.name, mutation] as const))(
    'does not write for others: %s, %s',
    async (tier, _name, mutation) => {
      const { codes } = await attempt(mutation, role, division)
      const isOwner = role === `${tier}-office` && division === divisions[tier] && !ofOrganisations.has(mutation.name)
      const refusals = ['UNAUTHENTICATED', 'FORBIDDEN', 'GRAPHQL_VALIDATION_FAILED']
      expect(codes.some((code) => refusals.includes(code))).toBe(
        !open.has(mutation.name) && (!isOwner || !mutation.isServed),
      )
    },
  )
})

test('nothing of a community was written by any of them', async () => {
  await hub.travel()
  expect(await everyRecord()).toEqual(before)
})

test.each(mutations.filter(({ tier }) => tier === 'community').map((mutation) => [mutation.name, mutation] as const))(
  'the office of the community itself is refused no %s for who it is',
  async (_name, mutation) => {
    const { codes } = await attempt(mutation, 'community-office', lane)
    expect(codes).not.toContain('FORBIDDEN')
    expect(codes).not.toContain('UNAUTHENTICATED')
    expect(codes).not.toContain('GRAPHQL_VALIDATION_FAILED')
  },
)
