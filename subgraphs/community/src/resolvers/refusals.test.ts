import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymous } from '@shequ/schema/viewer'
import { readSubgraphSdl } from '@shequ/schema/subgraph-sdl'
import type { Language } from '@shequ/schema/terms/term'
import {
  borough,
  city,
  creditCode,
  garden,
  otherCreditCode,
  harbourBorough,
  lane,
  recordId,
  recordUuid,
} from '../testing/fixtures.js'
import { type MutationName, inputs, selection } from '../testing/inputs.js'
import { type Office, type Outcome, officeAt } from '../testing/office.js'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
let office: Office
let before: unknown
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  office = officeAt(subgraph)
  // A session that begins a minute from now, and one of a programme that was cancelled.
  await subgraph.sql(
    `insert into session (community_code, id, programme_id, ordinal, starts_at, ends_at) values
       ($1, $2, $3, 4, '2025-07-01T02:01Z', '2025-07-01T03:00Z'), ($1, $4, $5, 1, '2025-07-01T01:00Z', '2025-07-01T02:00Z')`,
    lane,
    recordUuid('session', 4),
    recordUuid('programme', 1),
    recordUuid('session', 5),
    recordUuid('programme', 3),
  )
  before = await everyRow()
})
afterAll(() => subgraph.close())

/** All rows of all tables, as text, but of the access log, in which refusals stand. */
async function everyRow(): Promise<unknown> {
  const tables = await subgraph.sql<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename !~ '^(_prisma|access_log|refusal_count)' order by 1",
  )
  return Promise.all(
    tables.map(({ name }) => subgraph.sql(`select '${name}' as "table", row::text from ${name} as row order by 2`)),
  )
}

const names = Object.keys(inputs) as MutationName[]
const refuse = (name: MutationName, change: object): Promise<Outcome> =>
  office.attempt(name, { ...inputs[name], ...change }, selection)

test('there is an input here for every mutation of the schema', () => {
  const mutations = /type Mutation \{([^}]*)\}/.exec(readSubgraphSdl('community'))?.[1] ?? ''
  expect([...mutations.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => String(name)).toSorted()).toEqual(names.toSorted())
})

describe.each(names)('%s', (name) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`
  const input = { community: lane, ...inputs[name] }

  test.each([
    ['nobody', anonymous, 'UNAUTHENTICATED'],
    ['another community', viewerOf(garden), 'FORBIDDEN'],
    ['its borough', viewerOf(borough, 'borough-office'), 'FORBIDDEN'],
    ['its city', viewerOf(city, 'city-office'), 'FORBIDDEN'],
    ['a planner with its code', viewerOf(lane, 'planner'), 'FORBIDDEN'],
    ['an organisation', { ...viewerOf(lane, 'ngo'), organisation: otherCreditCode }, 'FORBIDDEN'],
  ])('is refused to %s', async (_who, viewer, code) => {
    const { data, errors } = await subgraph.ask(mutation, { input }, viewer)
    expect(data).toEqual({ [name]: null })
    expect(errors).toMatchObject([{ extensions: { code } }])
    expect(
      subgraph.statements.statements.filter((text) => !/append_access_log|refusal_count|from access_grant/.test(text)),
    ).toEqual([])
  })

  test('is refused for a community that this server lacks', async () => {
    const { errors } = await subgraph.ask(
      mutation,
      { input: { ...input, community: '310101002099' } },
      viewerOf('310101002099'),
    )
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }])
  })
})

const elsewhere = (kind: Parameters<typeof recordId>[0], n = 1) => recordId(kind, n, garden)
const long = 'x'.repeat(201)
const cases: [MutationName, string, object, string][] = [
  ['changeCharter', 'null for what it must say', { selfGovernance: null }, 'BAD_USER_INPUT'],
  ['changeCharter', 'no day', { adoptedOn: '2025-02-30' }, 'BAD_USER_INPUT'],
  ['changeCharter', 'an empty predecessor', { predecessorWorkUnit: ' ' }, 'BAD_USER_INPUT'],
  ['changeProfile', 'hours in words', { officeHours: 'Mondays' }, 'BAD_USER_INPUT'],
  ['changeProfile', 'null hours', { officeHours: null }, 'BAD_USER_INPUT'],
  ['changeProfile', 'an address too long', { address: long }, 'BAD_USER_INPUT'],
  ['openEducationCentre', 'no seats', { seats: 0 }, 'BAD_USER_INPUT'],
  ['openEducationCentre', 'no name', { name: '' }, 'BAD_USER_INPUT'],
  ['openEducationCentre', 'a key too short', { idempotencyKey: 'short' }, 'BAD_USER_INPUT'],
  ['consignCentre', 'days out of order', { endsOn: '2026-12-31' }, 'BAD_USER_INPUT'],
  ['consignCentre', 'a credit code that is none', { operator: '91110000802100433A' }, 'BAD_USER_INPUT'],
  ['consignCentre', 'a term under another, by a day', { startsOn: '2026-12-31' }, 'CONFLICT'],
  ['consignCentre', 'a term around another', { startsOn: '2024-06-01', endsOn: '2028-01-01' }, 'CONFLICT'],
  ['consignCentre', "another's centre", { educationCentre: elsewhere('centre') }, 'NOT_FOUND'],
  ['consignCentre', 'a centre that is closed', { educationCentre: recordId('centre', 2) }, 'CLOSED'],
  ['consignCentre', 'a centre that was removed', { educationCentre: recordId('centre', 3) }, 'NOT_FOUND'],
  ['endConsignment', 'one that was ended', { consignment: recordId('consignment', 3) }, 'CLOSED'],
  [
    'endConsignment',
    'one whose term is over',
    { consignment: recordId('consignment', 1), endedOn: '2024-12-01' },
    'CLOSED',
  ],
  ['endConsignment', 'a day before its term', { endedOn: '2024-12-31' }, 'BAD_USER_INPUT'],
  ['endConsignment', 'a day after its term', { endedOn: '2027-01-01' }, 'BAD_USER_INPUT'],
  ['endConsignment', 'one that is not there', { consignment: recordId('consignment', 9) }, 'NOT_FOUND'],
  ['publishProgramme', 'days out of order', { endsOn: '2025-08-31' }, 'BAD_USER_INPUT'],
  ['publishProgramme', 'a year long past', { startsOn: '1925-09-01' }, 'BAD_USER_INPUT'],
  ['publishProgramme', 'too many places', { capacity: 100_001 }, 'BAD_USER_INPUT'],
  ['publishProgramme', 'a fee below nothing', { fee: '-1' }, 'BAD_USER_INPUT'],
  ['publishProgramme', 'a fee in fractions', { fee: '1.001' }, 'BAD_USER_INPUT'],
  ['publishProgramme', 'a group that is none', { audience: ['EVERYBODY'] }, 'BAD_USER_INPUT'],
  ['publishProgramme', "another's centre", { educationCentre: elsewhere('centre') }, 'NOT_FOUND'],
  ['publishProgramme', 'a centre that is closed', { educationCentre: recordId('centre', 2) }, 'CLOSED'],
  ['publishProgramme', 'a control character', { title: 'Pain\u0000ting' }, 'BAD_USER_INPUT'],
  ['changeProgramme', 'null for a title', { title: null }, 'BAD_USER_INPUT'],
  ['changeProgramme', 'null for a fee', { fee: null }, 'BAD_USER_INPUT'],
  ['changeProgramme', 'a last day before its first', { endsOn: '2025-08-31' }, 'BAD_USER_INPUT'],
  ['changeProgramme', 'a year long past', { startsOn: '0025-09-01' }, 'BAD_USER_INPUT'],
  ['changeProgramme', 'one that was cancelled', { programme: recordId('programme', 3) }, 'CLOSED'],
  ['changeProgramme', 'one that was removed', { programme: recordId('programme', 4) }, 'NOT_FOUND'],
  ['changeProgramme', "another's", { programme: elsewhere('programme') }, 'NOT_FOUND'],
  [
    'changeProgramme',
    'days without its sessions',
    { programme: recordId('programme', 1), startsOn: '2025-06-03' },
    'CONFLICT',
  ],
  ['cancelProgramme', 'one that was cancelled', { programme: recordId('programme', 3) }, 'CLOSED'],
  ['cancelProgramme', 'an id that is none', { programme: 'programme' }, 'NOT_FOUND'],
  ['scheduleSession', 'an end before its beginning', { endsAt: '2025-09-01T10:00:00Z' }, 'BAD_USER_INPUT'],
  ['scheduleSession', 'more than 12 hours', { endsAt: '2025-09-01T23:00:01Z' }, 'BAD_USER_INPUT'],
  [
    'scheduleSession',
    'a day before, in China',
    { startsAt: '2025-08-31T15:59:00Z', endsAt: '2025-08-31T16:59:00Z' },
    'BAD_USER_INPUT',
  ],
  [
    'scheduleSession',
    'a day after, in China',
    { startsAt: '2025-09-30T16:00:00Z', endsAt: '2025-09-30T17:00:00Z' },
    'BAD_USER_INPUT',
  ],
  ['scheduleSession', 'a volunteer who does not teach', { volunteer: 'card-1' }, 'BAD_USER_INPUT'],
  ['scheduleSession', 'teaching without a volunteer', { taughtByVolunteer: true }, 'BAD_USER_INPUT'],
  ['scheduleSession', 'a programme that was cancelled', { programme: recordId('programme', 3) }, 'CLOSED'],
  ['scheduleSession', 'a moment without a zone', { startsAt: '2025-09-01T11:00:00' }, 'BAD_USER_INPUT'],
  ['enrol', 'no resident', { resident: ' ' }, 'BAD_USER_INPUT'],
  ['enrol', 'a programme that is over', { programme: recordId('programme', 5) }, 'CLOSED'],
  ['cancelEnrolment', 'who has no place', {}, 'NOT_FOUND'],
  ['recordAttendance', 'who is not enrolled', {}, 'BAD_USER_INPUT'],
  ['recordAttendance', 'nobody', { residents: [] }, 'BAD_USER_INPUT'],
  ['recordAttendance', 'too many', { residents: Array.from({ length: 501 }, (_, n) => `card-${n}`) }, 'BAD_USER_INPUT'],
  ['recordAttendance', "another's session", { session: elsewhere('session') }, 'NOT_FOUND'],
  ['recordAttendance', 'a session that is not there', { session: recordId('session', 9) }, 'NOT_FOUND'],
  ['recordAttendance', 'a session that is still to come', { session: recordId('session', 4) }, 'TOO_EARLY'],
  ['recordAttendance', 'a session of a cancelled programme', { session: recordId('session', 5) }, 'CLOSED'],
  ['takeAttendanceBack', 'of whom nothing is recorded', {}, 'BAD_USER_INPUT'],
  ['takeAttendanceBack', 'nobody', { residents: [] }, 'BAD_USER_INPUT'],
  ['takeAttendanceBack', "another's session", { session: elsewhere('session') }, 'NOT_FOUND'],
  ['changeCharter', 'a day to come', { adoptedOn: '2025-07-02' }, 'TOO_EARLY'],
  ['recordDonation', 'a gift of tomorrow', { awardDate: '2025-07-02' }, 'TOO_EARLY'],
  ['recordLedgerEntry', 'an entry of tomorrow', { bookedOn: '2025-07-02' }, 'TOO_EARLY'],
  ['answerGuidance', 'an answer of tomorrow', { answeredOn: '2025-07-02' }, 'TOO_EARLY'],
  ['offerCompetence', 'an offer of tomorrow', { offeredSince: '2025-07-02' }, 'TOO_EARLY'],
  ['offerCompetence', 'no hours', { hoursPerMonth: 0 }, 'BAD_USER_INPUT'],
  ['offerCompetence', 'too many hours', { hoursPerMonth: 201 }, 'BAD_USER_INPUT'],
  ['offerCompetence', 'a subject that is none', { subject: 'CHESS' }, 'BAD_USER_INPUT'],
  ['raiseVoice', 'nothing', { text: '' }, 'BAD_USER_INPUT'],
  ['raiseVoice', 'an answer to a survey', { kind: 'SATISFACTION' }, 'BAD_USER_INPUT'],
  ['answerVoice', 'one that was answered', { voice: recordId('voice', 2) }, 'CLOSED'],
  ['answerVoice', 'an answer to a survey', { voice: recordId('voice', 3) }, 'NOT_FOUND'],
  ['openProposal', 'days out of order', { votingUntil: '2025-06-30' }, 'BAD_USER_INPUT'],
  ['openProposal', 'a title too long', { title: long }, 'BAD_USER_INPUT'],
  ['vote', 'on one that was closed', { proposal: recordId('proposal', 2) }, 'CLOSED'],
  ['vote', 'before the first day', { proposal: recordId('proposal', 4) }, 'CLOSED'],
  ['vote', "on another's", { proposal: elsewhere('proposal') }, 'NOT_FOUND'],
  ['vote', 'on one that is not there', { proposal: recordId('proposal', 9) }, 'NOT_FOUND'],
  ['vote', 'a choice that is none', { choice: 'MAYBE' }, 'BAD_USER_INPUT'],
  ['closeProposal', 'one that was closed', { proposal: recordId('proposal', 2) }, 'CLOSED'],
  ['closeProposal', 'one that is not there', { proposal: recordId('proposal', 9) }, 'NOT_FOUND'],
  ['recordDonation', 'nothing', { amountAwarded: '0.00' }, 'BAD_USER_INPUT'],
  ['recordDonation', 'a year long past', { awardDate: '1999-12-31' }, 'BAD_USER_INPUT'],
  ['recordDonation', 'a number for an amount', { amountAwarded: 10 }, 'BAD_USER_INPUT'],
  ['recordDonation', 'a giver that is none', { fundingOrganisation: '123' }, 'BAD_USER_INPUT'],
  ['recordLedgerEntry', 'one account twice', { debit: 'CASH' }, 'BAD_USER_INPUT'],
  ['recordLedgerEntry', 'a year long past', { bookedOn: '1925-07-01' }, 'BAD_USER_INPUT'],
  ['recordLedgerEntry', 'nothing', { amount: '0' }, 'BAD_USER_INPUT'],
  ['recordLedgerEntry', 'an account that is none', { debit: 'GIFTS' }, 'BAD_USER_INPUT'],
  ['grantAccess', 'neither an organisation nor an app', { organisation: null }, 'BAD_USER_INPUT'],
  ['grantAccess', 'both an organisation and an app', { app: 'courses.example' }, 'BAD_USER_INPUT'],
  ['grantAccess', 'a name that no app has', { organisation: null, app: 'An app' }, 'BAD_USER_INPUT'],
  ['grantAccess', 'a credit code that is none', { organisation: `${creditCode}0` }, 'BAD_USER_INPUT'],
  ['grantAccess', 'no scope', { scopes: [] }, 'BAD_USER_INPUT'],
  ['grantAccess', 'a scope that is none', { scopes: ['WRITE_ALL'] }, 'BAD_USER_INPUT'],
  ['grantAccess', 'no purpose', { purpose: ' ' }, 'BAD_USER_INPUT'],
  ['grantAccess', 'days out of order', { from: '2026-01-01' }, 'BAD_USER_INPUT'],
  ['grantAccess', 'a term that is over', { from: '2025-01-01', until: '2025-06-30' }, 'BAD_USER_INPUT'],
  ['revokeAccess', 'one that is not there', { accessGrant: recordId('grant', 9) }, 'NOT_FOUND'],
  ['revokeAccess', 'one that was taken back', { accessGrant: recordId('grant', 2) }, 'CLOSED'],
  ['revokeAccess', 'one that is over', { accessGrant: recordId('grant', 3) }, 'CLOSED'],
  ['revokeAccess', "another's", { accessGrant: elsewhere('grant') }, 'NOT_FOUND'],
  ['answerGuidance', 'a refusal without a reason', { decision: 'DECLINED' }, 'BAD_USER_INPUT'],
  ['answerGuidance', 'a change without a countermeasure', { decision: 'ADAPTED', reason: 'So.' }, 'BAD_USER_INPUT'],
  ['answerGuidance', 'a year long past', { answeredOn: '1925-07-01' }, 'BAD_USER_INPUT'],
  ['answerGuidance', "another borough's", { guidance: `${harbourBorough}:${recordUuid('response', 5)}` }, 'NOT_FOUND'],
  ['answerGuidance', "another city's", { guidance: `110000000000:${recordUuid('response', 5)}` }, 'NOT_FOUND'],
  ['answerGuidance', 'its own', { guidance: `${lane}:${recordUuid('response', 5)}` }, 'NOT_FOUND'],
]

test.each(cases)('%s refuses %s', async (name, _what, change, code) => {
  const outcome = await refuse(name, change)
  expect(outcome).toMatchObject({ code })
})

test('each refusal says what was expected and what came, and shows nothing of the database', async () => {
  const outcomes = await Promise.all(cases.map(([name, , change]) => refuse(name, change)))
  const messages = outcomes.map((outcome) => ('message' in outcome ? outcome.message : ''))
  for (const message of messages) {
    expect(message).toMatch(/expected|invalid value/i)
    expect(message).not.toMatch(/select |insert |update |prisma|postgres|localhost|127\.0\.0\.1|\bat \//i)
  }
})

test('each refusal is said in Chinese to whoever asks for it, but for what GraphQL itself finds', async () => {
  for (const [name, what, change] of cases) {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
    const ask = async (language: Language) => {
      const { errors = [] } = await subgraph.subgraph.call({
        query: `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`,
        variables: { input: { community: lane, ...inputs[name], ...change } },
        viewer: viewerOf(lane),
        language,
      })
      return errors.map(({ message, extensions }) => ({ message, extensions }))
    }
    const [[english], [chinese]] = [await ask('en'), await ask('zh')]
    expect(chinese?.extensions).toEqual(english?.extensions)
    const isOfGraphql = /invalid value/i.test(english?.message ?? '')
    expect([name, what, /\p{Script=Han}.*。$/su.test(chinese?.message ?? '')]).toEqual([name, what, !isOfGraphql])
  }
})

test('no error repeats a reference to a resident', async () => {
  const reference = `card-of-somebody-${'x'.repeat(60)}`
  const known = 'card-of-somebody'
  const outcomes = [
    await office.attempt('enrol', { ...inputs.enrol, resident: reference }, selection),
    await office.attempt('enrol', { ...inputs.enrol, resident: known, programme: recordId('programme', 9) }, selection),
    await office.attempt('recordAttendance', { ...inputs.recordAttendance, residents: [known] }, selection),
    await office.attempt('recordAttendance', { ...inputs.recordAttendance, residents: [known, reference] }, selection),
    await office.attempt('cancelEnrolment', { ...inputs.cancelEnrolment, resident: known }, selection),
    await office.attempt('vote', { ...inputs.vote, resident: known, proposal: recordId('proposal', 9) }, selection),
    await office.attempt('scheduleSession', { ...inputs.scheduleSession, volunteer: known }, selection),
    await office.attempt('offerCompetence', { ...inputs.offerCompetence, resident: reference }, selection),
  ]
  expect(outcomes.map((outcome) => 'code' in outcome)).toEqual(outcomes.map(() => true))
  expect(JSON.stringify(outcomes)).not.toContain('somebody')
})

test('nothing that was refused left a trace', async () => {
  expect(await everyRow()).toEqual(before)
})
