import { afterAll, beforeAll, expect, test } from 'vitest'
import { borough, creditCode, garden, lane, recordId, recordUuid } from '../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
afterAll(() => subgraph.close())

/** Sends a mutation as the office of `lane` and gives what it answers. */
async function write(mutation: string, input: object, selection: string): Promise<unknown> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const answer = await subgraph.read(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`,
    { input: { community: lane, ...input } },
    viewerOf(lane),
  )
  return answer[mutation]
}

const moment = '2025-07-01T02:00:00.000Z'
const fromHub = 'provenance { source generated updatedAt owner }'
const asFromHub = { source: 'hub', generated: false, updatedAt: moment, owner: lane }
const idOf = (record: unknown) => (record as { id: string }).id

test('a charter changes in what is given, and null takes the predecessor away', async () => {
  const charter = `selfGovernance predecessorWorkUnit adoptedOn ${fromHub}`
  const first = { selfGovernance: ' By vote. ', predecessorWorkUnit: 'Cotton mill no. 3' }
  expect(await write('changeCharter', first, charter)).toEqual({
    selfGovernance: 'By vote.',
    predecessorWorkUnit: 'Cotton mill no. 3',
    adoptedOn: '2001-05-01',
    provenance: asFromHub,
  })
  expect(await write('changeCharter', { adoptedOn: '2025-06-30' }, charter)).toMatchObject({
    selfGovernance: 'By vote.',
    predecessorWorkUnit: 'Cotton mill no. 3',
    adoptedOn: '2025-06-30',
  })
  expect(await write('changeCharter', { predecessorWorkUnit: null }, charter)).toMatchObject({
    selfGovernance: 'By vote.',
    predecessorWorkUnit: null,
    adoptedOn: '2025-06-30',
  })
})

test('what a variable is left out for stays as it is', async () => {
  await write('changeCharter', { predecessorWorkUnit: 'Silk mill' }, 'adoptedOn')
  const inCentre = { ...programme, educationCentre: recordId('centre', 1) }
  const published = await write('publishProgramme', inCentre, 'id')
  const changed = await subgraph.read(
    `mutation ($p: ID!, $t: String, $c: ID, $g: String, $u: String) {
      changeProgramme(input: { community: "${lane}", programme: $p, title: $t, educationCentre: $c }) {
        title
        educationCentre { id }
      }
      changeCharter(input: { community: "${lane}", selfGovernance: $g, predecessorWorkUnit: $u }) {
        selfGovernance
        predecessorWorkUnit
      }
    }`,
    { p: idOf(published), t: 'Drawing', g: 'By lot.' },
    viewerOf(lane),
  )
  expect(changed).toEqual({
    changeProgramme: { title: 'Drawing', educationCentre: { id: recordId('centre', 1) } },
    changeCharter: { selfGovernance: 'By lot.', predecessorWorkUnit: 'Silk mill' },
  })
})

test('a profile changes in what is given', async () => {
  expect(
    await write(
      'changeProfile',
      { officeHours: 'FREQ=DAILY', address: '9 Lane Road' },
      'introduction address officeHours',
    ),
  ).toEqual({ introduction: 'A community of lanes.', address: '9 Lane Road', officeHours: 'FREQ=DAILY' })
})

test('a centre is opened, consigned, and its consignment ended', async () => {
  const centre = { name: 'Workshop', address: '5 Lane Road', openedOn: '2025-07-01', seats: 12 }
  const opened = await write('openEducationCentre', centre, `id name address openedOn seats status ${fromHub}`)
  expect(opened).toEqual({ id: expect.stringMatching(`^${lane}:`), ...centre, status: 'ACTIVE', provenance: asFromHub })
  const agreement = { purpose: 'To teach.', startsOn: '2025-07-01', endsOn: '2027-06-30' }
  const consignment = await write(
    'consignCentre',
    { ...agreement, educationCentre: idOf(opened), operator: creditCode },
    `id purpose startsOn endsOn endedOn operator { creditCode } educationCentre { consignment { purpose } } ${fromHub}`,
  )
  expect(consignment).toEqual({
    id: expect.stringMatching(`^${lane}:`),
    ...agreement,
    endedOn: null,
    operator: { creditCode },
    educationCentre: { consignment: { purpose: 'To teach.' } },
    provenance: asFromHub,
  })
  const ended = { consignment: idOf(consignment), endedOn: '2025-12-31' }
  expect(await write('endConsignment', ended, 'endedOn')).toEqual({ endedOn: '2025-12-31' })
  const next = { ...agreement, startsOn: '2026-01-01', educationCentre: idOf(opened), operator: creditCode }
  expect(await write('consignCentre', next, 'startsOn')).toEqual({ startsOn: '2026-01-01' })
})

const programme = {
  title: 'Painting',
  description: 'Bamboo and plum.',
  kind: 'COURSE',
  startsOn: '2025-09-01',
  endsOn: '2025-12-31',
  capacity: 15,
}
const wholeProgramme = `id title description kind audience status startsOn endsOn capacity freePlaces fee
  educationCentre { id } community { code } sessions { nodes { ordinal } } ${fromHub}`

test('a programme is published, changed and cancelled', async () => {
  const published = await write('publishProgramme', programme, wholeProgramme)
  expect(published).toEqual({
    id: expect.stringMatching(`^${lane}:`),
    ...programme,
    audience: [],
    status: 'PUBLISHED',
    freePlaces: 15,
    fee: '0.00',
    educationCentre: null,
    community: { code: lane },
    sessions: { nodes: [] },
    provenance: asFromHub,
  })
  const own = { programme: idOf(published) }
  const change = {
    ...own,
    fee: '30.5',
    educationCentre: recordId('centre', 1),
    audience: ['RETIRED', 'GENERAL', 'RETIRED'],
  }
  expect(await write('changeProgramme', change, wholeProgramme)).toEqual({
    ...(published as object),
    fee: '30.50',
    educationCentre: { id: recordId('centre', 1) },
    audience: ['RETIRED', 'GENERAL'],
  })
  expect(await write('changeProgramme', { ...own, educationCentre: null }, 'fee educationCentre { id }')).toEqual({
    fee: '30.50',
    educationCentre: null,
  })
  expect(await write('cancelProgramme', own, 'status title')).toEqual({ status: 'CANCELLED', title: 'Painting' })
})

test('sessions follow each other, and who teaches one is a pseudonym', async () => {
  const { id } = (await write('publishProgramme', { ...programme, title: 'Singing' }, 'id')) as { id: string }
  const selection = `ordinal startsAt endsAt place taughtByVolunteer programme { title sessions { nodes { ordinal } } } ${fromHub}`
  const first = { programme: id, startsAt: '2025-08-31T16:00:00.000Z', endsAt: '2025-09-01T04:00:00.000Z' }
  expect(await write('scheduleSession', first, selection)).toEqual({
    ordinal: 1,
    startsAt: first.startsAt,
    endsAt: first.endsAt,
    place: null,
    taughtByVolunteer: false,
    programme: { title: 'Singing', sessions: { nodes: [{ ordinal: 1 }] } },
    provenance: asFromHub,
  })
  const second = { ...first, place: 'The garden', taughtByVolunteer: true, volunteer: 'card-0001' }
  expect(await write('scheduleSession', second, selection)).toMatchObject({
    ordinal: 2,
    place: 'The garden',
    taughtByVolunteer: true,
    programme: { sessions: { nodes: [{ ordinal: 1 }, { ordinal: 2 }] } },
  })
})

test('ten sessions scheduled at once get ten places in the order', async () => {
  const { id } = (await write('publishProgramme', { ...programme, title: 'Cooking' }, 'id')) as { id: string }
  const session = { programme: id, startsAt: '2025-10-01T11:00:00Z', endsAt: '2025-10-01T12:00:00Z' }
  const scheduled = await Promise.all(Array.from({ length: 10 }, () => write('scheduleSession', session, 'ordinal')))
  const ordinals = scheduled.map((answer) => (answer as { ordinal: number }).ordinal)
  expect(ordinals.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test('a competence is offered', async () => {
  const offer = { subject: 'DANCE', hoursPerMonth: 200, offeredSince: '2025-07-01' }
  expect(
    await write(
      'offerCompetence',
      { ...offer, resident: 'card-0001' },
      `id subject hoursPerMonth offeredSince ${fromHub}`,
    ),
  ).toEqual({ id: expect.stringMatching(`^${lane}:`), ...offer, provenance: asFromHub })
})

test('a voice is raised and answered; what was said stays in the database', async () => {
  const raised = await write(
    'raiseVoice',
    { kind: 'NEED', serviceCode: 'TIMES', text: 'Evenings, please.', resident: 'card-0001' },
    `id kind serviceCode status requestedDatetime answer { text } ${fromHub}`,
  )
  expect(raised).toEqual({
    id: expect.stringMatching(`^${lane}:`),
    kind: 'NEED',
    serviceCode: 'TIMES',
    status: 'OPEN',
    requestedDatetime: moment,
    answer: null,
    provenance: asFromHub,
  })
  expect(await subgraph.sql('select said from voice where id = $1', idOf(raised).slice(13))).toEqual([
    { said: 'Evenings, please.' },
  ])
  const answer = { voice: idOf(raised), text: 'From September.' }
  expect(await write('answerVoice', answer, 'status answer { text answeredAt }')).toEqual({
    status: 'CLOSED',
    answer: { text: 'From September.', answeredAt: moment },
  })
})

test('a donation is booked with it, and the ledger balances', async () => {
  const donation = { title: 'A piano', awardDate: '2025-06-30', amountAwarded: '9999.99' }
  const given = await write(
    'recordDonation',
    { ...donation, fundingOrganisation: creditCode },
    `id title awardDate amountAwarded currency fundingOrganisation { creditCode } ${fromHub}`,
  )
  expect(given).toEqual({
    id: expect.stringMatching(`^${lane}:`),
    ...donation,
    currency: 'CNY',
    fundingOrganisation: { creditCode },
    provenance: asFromHub,
  })
  const booked = await subgraph.read(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { ledger {
      accounts { account balance } entries(first: 1) { nodes { bookedOn debit credit amount subject donation { id } } } } } } }`,
    { of: [{ __typename: 'Community', code: lane }] },
    viewerOf(lane),
  )
  const [{ ledger }] = booked['_entities'] as unknown as [
    { ledger: { accounts: { account: string; balance: string }[]; entries: unknown } },
  ]
  expect(ledger.entries).toEqual({
    nodes: [
      {
        bookedOn: '2025-06-30',
        debit: 'CASH',
        credit: 'DONATIONS',
        amount: '9999.99',
        subject: 'A piano',
        donation: { id: idOf(given) },
      },
    ],
  })
  expect(ledger.accounts.slice(0, 2)).toEqual([
    { account: 'CASH', balance: '14120.24' },
    { account: 'DONATIONS', balance: '-15120.49' },
  ])
})

test('a ledger entry is booked', async () => {
  const entry = { bookedOn: '2025-07-01', debit: 'FACILITIES', credit: 'CASH', amount: '0.01', subject: 'A nail' }
  expect(
    await write('recordLedgerEntry', entry, `bookedOn debit credit amount subject donation { id } ${fromHub}`),
  ).toEqual({ ...entry, donation: null, provenance: asFromHub })
})

test('guidance is answered, and the answer changed', async () => {
  const guidance = `${borough}:${recordUuid('response', 7)}`
  const declined = { guidance, decision: 'DECLINED', reason: 'No room.', answeredOn: '2025-07-01' }
  const selection = `id guidance { id } decision reason countermeasure answeredOn ${fromHub}`
  const first = await write('answerGuidance', declined, selection)
  expect(first).toEqual({
    id: expect.stringMatching(`^${lane}:`),
    guidance: { id: guidance },
    decision: 'DECLINED',
    reason: 'No room.',
    countermeasure: null,
    answeredOn: '2025-07-01',
    provenance: asFromHub,
  })
  expect(await write('answerGuidance', { guidance, decision: 'ADOPTED', answeredOn: '2025-06-30' }, selection)).toEqual(
    {
      ...(first as object),
      decision: 'ADOPTED',
      reason: null,
      answeredOn: '2025-06-30',
    },
  )
})

interface Followed {
  readonly watermark: string
  readonly nodes: readonly { readonly id: string; readonly provenance: { readonly updatedAt: string } }[]
}

test('attendance is recorded once for each resident', async () => {
  const session = recordId('session', 2)
  for (const resident of ['card-0001', 'card-0002']) {
    await write(
      'enrol',
      { programme: recordId('programme', 1), resident, learnerGroup: 'RETIRED', sixtyOrOver: true },
      'status',
    )
  }
  const record = (of: string, residents: string[]) =>
    write('recordAttendance', { session: of, residents }, 'recorded session { ordinal }')
  expect(await record(session, ['card-0001', ' card-0001'])).toEqual({ recorded: 1, session: { ordinal: 2 } })
  expect(await record(session, ['card-0001', 'card-0002'])).toEqual({ recorded: 2, session: { ordinal: 2 } })
  expect(await record(recordId('session', 1), ['card-0002'])).toEqual({ recorded: 1, session: { ordinal: 1 } })
  const attended = await subgraph.sql<{ attended: number[] }>(
    'select attended from enrolment where programme_id = $1 order by cardinality(attended)',
    recordUuid('programme', 1),
  )
  expect(attended.map((row) => row.attended)).toEqual([[2], [1, 2]])
})

test('attendance is taken back, and counted no longer, by whoever may record it', async () => {
  const session = recordId('session', 3)
  const programme = recordId('programme', 1)
  const residents = ['card-0011', 'card-0012']
  for (const resident of residents)
    await write('enrol', { programme, resident, learnerGroup: 'RETIRED', sixtyOrOver: true }, 'status')
  await write('recordAttendance', { session, residents }, 'recorded')
  const takeBack = (of: readonly string[]) =>
    write('takeAttendanceBack', { session, residents: of }, 'takenBack session { ordinal attended }')
  expect(await takeBack(['card-0012', ' card-0012'])).toEqual({ takenBack: 1, session: { ordinal: 3, attended: 1 } })
  await expect(takeBack(residents)).rejects.toThrow(/recorded as having attended, but 1 of 2 are not/)
  const [kept] = await subgraph.sql<{ count: number }>(
    'select count(*)::int as count from enrolment where programme_id = $1 and 3 = any(attended)',
    recordUuid('programme', 1),
  )
  expect(kept?.count).toBe(1)
  expect(await takeBack(['card-0011'])).toEqual({ takenBack: 1, session: { ordinal: 3, attended: 0 } })
})

test('a new session is a change of its programme', async () => {
  const programme = recordId('programme', 2)
  const follow = async (since: string) => {
    const { _entities } = await subgraph.read(
      `query ($of: [_Any!]!, $since: Watermark) { _entities(representations: $of) { ... on Community {
        programmes(first: 500, changedSince: $since) { watermark nodes { id provenance { updatedAt } } } } } }`,
      { of: [{ __typename: 'Community', code: lane }], since },
    )
    return (_entities as unknown as { programmes: Followed }[])[0]?.programmes
  }
  const { watermark = '' } = (await follow('000000000000-0')) ?? {}
  const times = { startsAt: '2025-09-03T11:00:00Z', endsAt: '2025-09-03T12:00:00Z' }
  await write('scheduleSession', { programme, ...times }, 'id')
  const changed = (await follow(watermark))?.nodes.find(({ id }) => id === programme)
  expect(changed?.provenance.updatedAt).toBe(moment)
})

test('each write that makes a record is done once for a key, and a key is good for one write', async () => {
  const donation = { title: 'Seeds', awardDate: '2025-06-30', amountAwarded: '5', idempotencyKey: 'donation-0001' }
  const first = await write('recordDonation', donation, 'id')
  expect(await write('recordDonation', donation, 'id')).toEqual(first)
  const all = await Promise.all(
    Array.from({ length: 8 }, () =>
      write(
        'offerCompetence',
        {
          subject: 'MUSIC',
          hoursPerMonth: 1,
          offeredSince: '2025-07-01',
          resident: 'card-0009',
          idempotencyKey: 'offer-at-once',
        },
        'id',
      ),
    ),
  )
  expect(new Set(all.map(idOf)).size).toBe(1)
  await expect(write('recordDonation', { ...donation, amountAwarded: '6' }, 'id')).rejects.toThrow('CONFLICT')
  await expect(
    write(
      'recordLedgerEntry',
      {
        bookedOn: '2025-07-01',
        debit: 'CASH',
        credit: 'FEES',
        amount: '1',
        subject: 'x',
        idempotencyKey: 'donation-0001',
      },
      'id',
    ),
  ).rejects.toThrow('CONFLICT')
  expect(await subgraph.sql("select count(*)::int as n from donation where title = 'Seeds'")).toEqual([{ n: 1 }])
  // Another community's key is its own.
  const other = await subgraph.read(
    'mutation ($input: RecordDonationInput!) { recordDonation(input: $input) { id } }',
    { input: { ...donation, community: garden } },
    viewerOf(garden),
  )
  expect(idOf(other['recordDonation'])).toMatch(new RegExp(`^${garden}:`))
})

test('what a mutation answers is as it is after it, also when one request makes several', async () => {
  const enrol = (alias: string, resident: string) =>
    `${alias}: enrol(input: { community: "${lane}", programme: "${recordId('programme', 2)}", resident: "${resident}", learnerGroup: GENERAL, sixtyOrOver: false }) { status programme { freePlaces } }`
  const answer = await subgraph.read(`mutation { ${enrol('a', 'card-1')} ${enrol('b', 'card-2')} }`, {}, viewerOf(lane))
  expect(answer).toEqual({
    a: { status: 'ENROLLED', programme: { freePlaces: 2 } },
    b: { status: 'ENROLLED', programme: { freePlaces: 1 } },
  })
})

test('an enrolment is eight statements with its entry in the log, and three when the programme takes none', async () => {
  const input = { learnerGroup: 'GENERAL', sixtyOrOver: false, resident: 'card-3' }
  await write('enrol', { ...input, programme: recordId('programme', 2) }, 'programme { freePlaces }')
  expect(subgraph.statements.count).toBe(8)
  await expect(write('enrol', { ...input, programme: recordId('programme', 3) }, 'status')).rejects.toThrow('CLOSED')
  expect(subgraph.statements.count).toBe(3)
})
