import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Viewer, anonymous } from '@shequ/schema/viewer'
import { verifyKeptLog } from './verify-kept-log.js'
import {
  city,
  creditCode,
  garden,
  harbour,
  harbourBorough,
  hermitage,
  lane,
  now,
  otherCreditCode,
  recordId,
} from '../testing/fixtures.js'
import { officeAt } from '../testing/office.js'
import { type Json, type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
beforeEach(async () => {
  subgraph.setNow(now)
  await subgraph.sqlAsOwner('delete from access_log; delete from access_log_head; delete from refusal_count')
})
afterAll(() => subgraph.close())

const operator: Viewer = { ...viewerOf(city, 'ngo'), organisation: creditCode }
const enter = 'query ($of: [_Any!]!) { _entities(representations: $of)'
const ask = (selection: string, viewer: Viewer, ...codes: string[]) =>
  subgraph.ask(
    `${enter} { ... on Community { code ${selection} } } }`,
    { of: codes.map((code) => ({ __typename: 'Community', code })) },
    viewer,
  )

/** The log of a community as its office reads it, first entry first, without the reading itself. */
async function logOf(community: string, selection: string): Promise<unknown[]> {
  const answer = await ask(`accessLog(first: 500) { nodes { ${selection} } }`, viewerOf(community), community)
  expect(answer.errors).toBeUndefined()
  const [entity] = (answer.data as unknown as { _entities: { accessLog: { nodes: unknown[] } }[] })._entities
  return entity?.accessLog.nodes.toReversed() ?? []
}

test('what is public is read without an entry', async () => {
  await ask(
    'programmes { nodes { id sessions { nodes { id } } } } ledger { accounts { balance } } profile { address }',
    anonymous,
    lane,
  )
  expect(subgraph.statements.statements.filter((text) => /access_log(?!_retention)/.test(text))).toEqual([])
  expect(await subgraph.sql('select from access_log')).toEqual([])
})

test('what is not public is entered, given, or refused to who has some right: who, what, how much and by what right', async () => {
  const selection =
    'role division organisation app action dataset fields count outcome basis purpose accessGrant { id } consignment { id }'
  const programmes = 'programmes(from: "2024-01-01", withCancelled: true) { nodes { id sessions { nodes { id } } } }'
  await ask(
    `${programmes} ledger { accounts { balance } entries(first: 1) { nodes { id } } }`,
    viewerOf(harbourBorough, 'borough-office'),
    harbour,
  )
  await ask(programmes, operator, harbour)
  subgraph.setNow(new Date('2025-07-02T02:00:00Z'))
  const grantee = { ...operator, organisation: otherCreditCode }
  await ask('donations { nodes { id } }', grantee, harbour)
  await ask('voices { nodes { id } }', grantee, harbour)
  await ask('donations { nodes { id } }', { ...anonymous, role: 'district-app', subject: 'courses.example' }, harbour)
  await ask('donations { nodes { id } }', anonymous, harbour)
  const nobody = {
    role: 'ANONYMOUS',
    division: null,
    organisation: null,
    app: null,
    action: 'READ',
    basis: null,
    purpose: null,
    accessGrant: null,
    consignment: null,
  }
  const borough = { ...nobody, role: 'BOROUGH_OFFICE', division: harbourBorough, outcome: 'GRANTED', basis: 'SHARED' }
  const organisation = { ...nobody, role: 'NGO', division: city }
  expect(await logOf(harbour, selection)).toEqual([
    { ...borough, dataset: 'LEDGER', fields: ['Community.ledger', 'Ledger.accounts', 'Ledger.entries'], count: 9 },
    { ...borough, dataset: 'PROGRAMMES', fields: ['Community.programmes', 'Programme.sessions'], count: 7 },
    {
      ...organisation,
      organisation: creditCode,
      dataset: 'PROGRAMMES',
      fields: ['Community.programmes', 'Programme.sessions'],
      count: 5,
      outcome: 'GRANTED',
      basis: 'CONSIGNMENT',
      purpose: 'Courses.',
      consignment: { id: recordId('consignment', 2, harbour) },
    },
    {
      ...organisation,
      organisation: otherCreditCode,
      dataset: 'DONATIONS',
      fields: ['Community.donations'],
      count: 1,
      outcome: 'GRANTED',
      basis: 'GRANT',
      purpose: 'To thank those who gave.',
      accessGrant: { id: recordId('grant', 1, harbour) },
    },
    {
      ...organisation,
      organisation: otherCreditCode,
      dataset: 'VOICES',
      fields: ['Community.voices'],
      count: 0,
      outcome: 'REFUSED',
    },
  ])
})

test('a call makes one statement of its entries, whatever its width', async () => {
  await subgraph.sql(
    `insert into access_grant (community_code, organisation, scopes, purpose, starts_on, ends_on)
     values ($1, $2, '{READ_LEDGER}', 'A test.', '2025-01-01', '2025-12-31')`,
    hermitage,
    creditCode,
  )
  const voices = 'voices { nodes { id } } competences { nodes { id } }'
  await ask(voices, operator, harbour, hermitage)
  await ask(voices, operator, harbour, hermitage)
  expect(subgraph.statements.statements.filter((text) => text.includes('access_log'))).toHaveLength(1)
  expect(await subgraph.sql('select community_code, sequence from access_log order by 1, 2')).toEqual(
    [harbour, hermitage].flatMap((community_code) => [1, 2, 3, 4].map((sequence) => ({ community_code, sequence }))),
  )
})

test('writes are entered with what they wrote, in the same transaction', async () => {
  const office = officeAt(subgraph)
  const voice = await office.make('raiseVoice', { kind: 'NEED', serviceCode: 'TIMES', text: 'Said in confidence.' })
  await office.attempt('answerVoice', { voice: recordId('voice', 2), text: 'Again.' }, 'id')
  await subgraph.ask(
    'mutation ($input: AnswerVoiceInput!) { answerVoice(input: $input) { id } }',
    { input: { community: lane, voice, text: 'No.' } },
    viewerOf(city, 'city-office'),
  )
  const own = { role: 'COMMUNITY_OFFICE', action: 'WRITE', outcome: 'GRANTED' }
  expect(await logOf(lane, 'role action outcome fields count')).toEqual([
    { ...own, fields: ['Mutation.raiseVoice'], count: 1 },
    { ...own, fields: ['Mutation.answerVoice'], count: 0 },
  ])
  const kept = await subgraph.sql<{ record: string }>('select record from access_log')
  expect(JSON.stringify(kept)).not.toContain('confidence')
})

test('what can not be entered is not given', async () => {
  await subgraph.sqlAsOwner('alter table access_log add constraint full_disk check (false) not valid')
  const read = await ask('voices { nodes { id } }', viewerOf(harbour), harbour)
  const written = await officeAt(subgraph).attempt(
    'raiseVoice',
    { kind: 'NEED', serviceCode: 'TIMES', text: 'Lost.' },
    'id',
  )
  const open = await ask('profile { address }', anonymous, harbour)
  await subgraph.sqlAsOwner('alter table access_log drop constraint full_disk')
  expect(read.data).toBeUndefined()
  expect(read.errors).toMatchObject([{ extensions: { code: 'INTERNAL' } }])
  expect(written).toMatchObject({ code: 'INTERNAL' })
  expect(await subgraph.sql("select from voice where said = 'Lost.'")).toEqual([])
  expect(open.errors).toBeUndefined()
})

test('many calls at once keep each chain whole, and lose no entry', async () => {
  const office = officeAt(subgraph)
  await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      n % 3 === 0
        ? office.make('raiseVoice', { kind: 'NEED', serviceCode: 'TIMES', text: `Voice ${n}.` })
        : ask(
            'competences { nodes { id } } accessGrants { nodes { id } }',
            viewerOf(n % 2 ? lane : harbour),
            ...(n % 2 ? [harbour, lane] : [lane, harbour]),
          ),
    ),
  )
  for (const [community, entries] of [
    [lane, 20 + 20],
    [harbour, 40],
  ] as const) {
    expect(await verifyKeptLog(subgraph.pool, community, { heads: [], now })).toMatchObject({ isWhole: true, entries })
  }
})

test('the office alone reads the log, and that it does is entered', async () => {
  const log = 'accessLog(first: 2) { totalCount pageInfo { endCursor hasNextPage } nodes { sequence at hash } }'
  const others = [viewerOf(garden), viewerOf(harbourBorough, 'borough-office')]
  for (const viewer of [...others, operator, operator, operator, operator])
    expect((await ask(log, viewer, harbour)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  expect((await ask(log, anonymous, harbour)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
  const first = (await ask(log, viewerOf(harbour), harbour)).data as unknown as { _entities: Json[] }
  expect(first._entities[0]?.['accessLog']).toMatchObject({
    totalCount: 4,
    pageInfo: { hasNextPage: true },
    nodes: [{ sequence: 4, at: now.toISOString(), hash: expect.stringMatching(/^[0-9a-f]{64}$/) }, { sequence: 3 }],
  })
  const after = JSON.stringify(first._entities[0]?.['accessLog']?.['pageInfo']?.['endCursor'])
  const next = await ask(`accessLog(after: ${after}) { nodes { sequence } }`, viewerOf(harbour), harbour)
  expect(next.data).toMatchObject({ _entities: [{ accessLog: { nodes: [{ sequence: 2 }, { sequence: 1 }] } }] })
  const granted = await ask('accessLog(outcome: GRANTED) { nodes { fields count } }', viewerOf(harbour), harbour)
  expect(granted.data).toMatchObject({
    _entities: [
      {
        accessLog: {
          nodes: [
            { fields: ['Community.accessLog'], count: 2 },
            { fields: ['Community.accessLog'], count: 2 },
          ],
        },
      },
    ],
  })
})

test('the office finds entries by dataset, role, organisation and outcome', async () => {
  await ask(
    'ledger { accounts { balance } } donations { nodes { id } }',
    viewerOf(harbourBorough, 'borough-office'),
    harbour,
  )
  await ask('programmes(from: "2024-01-01") { nodes { id } }', operator, harbour)
  const found = async (filter: string) => {
    const { data } = await ask(
      `accessLog(${filter}) { totalCount nodes { role dataset organisation outcome } }`,
      viewerOf(harbour),
      harbour,
    )
    return (data as unknown as { _entities: { accessLog: { totalCount: number; nodes: Json[] } }[] })._entities[0]
      ?.accessLog
  }
  const filters: Readonly<Record<string, [member: string, value: string]>> = {
    'dataset: LEDGER': ['dataset', 'LEDGER'],
    'role: NGO': ['role', 'NGO'],
    [`organisation: "${creditCode}"`]: ['organisation', creditCode],
    'outcome: GRANTED, role: BOROUGH_OFFICE': ['role', 'BOROUGH_OFFICE'],
  }
  for (const [filter, [member, value]] of Object.entries(filters)) {
    const log = await found(filter)
    expect([filter, log?.nodes.length]).not.toEqual([filter, 0])
    expect([filter, new Set(log?.nodes.map((node) => node[member]))]).toEqual([filter, new Set([value])])
    expect([filter, log?.totalCount]).toEqual([filter, log?.nodes.length])
  }
  expect(await found('dataset: VOICES')).toEqual({ totalCount: 0, nodes: [] })
})

test('a community that this server lacks has no log', async () => {
  const { errors } = await ask(
    'accessLog { totalCount } voices { nodes { id } }',
    viewerOf('310101002099'),
    '310101002099',
  )
  expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }])
  expect(await subgraph.sql("select from access_log_head where community_code = '310101002099'")).toEqual([])
})

describe('while a community moves', () => {
  const stand = (state: string | null) =>
    state === null
      ? subgraph.sql('delete from community_place')
      : subgraph.sql(
          `insert into community_place (community_code, state, epoch) values ($1, $2::place_state, 1)
           on conflict (community_code) do update set state = excluded.state, since = now()`,
          harbour,
          state,
        )
  afterEach(() => stand(null))
  const voices = 'voices { nodes { id } }'
  const entriesOf = (community: string) =>
    subgraph.sql('select sequence from access_log where community_code = $1', community)

  test('what is not public waits until the log can be added to', async () => {
    await stand('LEAVING')
    const asked = ask(voices, viewerOf(harbour), harbour)
    await pause(150)
    expect(await entriesOf(harbour)).toEqual([])
    await stand('HERE')
    expect((await asked).errors).toBeUndefined()
    expect(await entriesOf(harbour)).toHaveLength(1)
  })

  test('it is not told when that takes long; what is public is', async () => {
    await stand('LEAVING')
    const [secret, open] = await Promise.all([
      ask(voices, viewerOf(harbour), harbour),
      ask('educationCentres { totalCount }', anonymous, harbour),
    ])
    expect(secret).toMatchObject({ errors: [{ extensions: { code: 'MOVING', community: harbour } }] })
    expect(secret.data).toBeUndefined()
    expect(open.errors).toBeUndefined()
    expect(await entriesOf(harbour)).toEqual([])
  })

  test('it is left to the server to which the records went, and others are answered', async () => {
    await stand('LEAVING')
    const city = viewerOf('310000000000', 'city-office')
    const asked = ask('proposals { nodes { id } } programmes { totalCount }', city, harbour, lane)
    await pause(100)
    await stand('AWAY')
    const answer = await asked
    expect(answer.errors).toMatchObject([{ path: ['_entities', 0], extensions: { code: 'MOVED', community: harbour } }])
    expect(answer.data).toMatchObject({ _entities: [null, { programmes: {} }] })
    expect(await entriesOf(harbour)).toEqual([])
  })

  test('a write that is refused for who asks is refused for that, once the log can tell it', async () => {
    await stand('LEAVING')
    const asked = subgraph.ask(
      'mutation ($input: AnswerVoiceInput!) { answerVoice(input: $input) { id } }',
      { input: { community: harbour, voice: recordId('voice', 1, harbour), text: 'No.' } },
      operator,
    )
    await pause(100)
    await stand('HERE')
    expect((await asked).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    expect(await entriesOf(harbour)).toHaveLength(1)
  })
})
