import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '@shequ/process/log'
import { type Viewer, anonymous } from '@shequ/schema/viewer'
import { startPruning } from '@shequ/subgraph/prune/prune'
import { communityPrunings } from '../access/prune-access.js'
import { city, garden, harbour, lane, now, recordId } from '../testing/fixtures.js'
import { type Office, officeAt } from '../testing/office.js'
import { type Json, type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
let office: Office
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  office = officeAt(subgraph)
})
afterAll(() => subgraph.close())

const app: Viewer = { ...viewerOf(city, 'district-app'), subject: 'courses.example' }
const term = { app: 'courses.example', purpose: 'To enrol.', from: '2025-07-01', until: '2025-12-31' }
const grant = (...scopes: string[]) => office.make('grantAccess', { ...term, scopes })
const revoke = (accessGrant: string) => office.write('revokeAccess', { accessGrant }, 'id')

const send = (mutation: string, input: object, selection: string, viewer = app) =>
  officeAt(subgraph, lane, viewer).send(mutation, input, selection)
const person = (resident: string) => ({ resident, learnerGroup: 'RETIRED', sixtyOrOver: true })
const enrol = (programme: string, resident: string, viewer = app) =>
  send('enrol', { programme, ...person(resident) }, 'status receipt programme { id }', viewer)
const need = { kind: 'NEED', serviceCode: 'TIMES', text: 'An evening class, please.' }
const raise = (input: object = {}) =>
  send('raiseVoice', { ...need, ...input }, 'id kind status receipt requestedDatetime')

async function followUp(receipt: unknown, community = lane, viewer = anonymous): Promise<unknown> {
  const { data, errors } = await subgraph.ask(
    `query ($of: [_Any!]!, $receipt: String!) { _entities(representations: $of) { ... on Community {
      followUp(receipt: $receipt) { enrolment { status receipt programme { id } } voice { id status receipt answer { text } } } } } }`,
    { of: [{ __typename: 'Community', code: community }], receipt },
    viewer,
  )
  expect(errors).toBeUndefined()
  const [entity] = (data?.['_entities'] ?? []) as readonly { followUp: unknown }[]
  return entity?.followUp
}
const receiptOf = (answer: Json | string) => (answer as unknown as { receipt: string }).receipt
const publish = (capacity: number) =>
  office.make('publishProgramme', {
    title: 'Sought after',
    description: 'Many ask for it.',
    kind: 'COURSE',
    startsOn: '2025-09-01',
    endsOn: '2026-02-28',
    capacity,
  })

describe('an app that a community lets enrol', () => {
  test('gets a receipt, by which anybody who has it follows the place', async () => {
    const programme = await publish(20)
    const id = await grant('ENROL')
    const answer = await enrol(programme, 'card-1')
    expect(answer).toEqual({
      status: 'ENROLLED',
      programme: { id: programme },
      receipt: expect.stringMatching(/^[\w-]{32}$/),
    })
    const receipt = receiptOf(answer)
    const place = { status: 'ENROLLED', receipt: null, programme: { id: programme } }
    expect(await followUp(receipt)).toEqual({ enrolment: place, voice: null })
    await office.write('cancelEnrolment', { programme, resident: 'card-1' }, 'status')
    expect(await followUp(receipt)).toEqual({ enrolment: { ...place, status: 'CANCELLED' }, voice: null })
    await revoke(id)
    expect(await followUp(receipt)).toMatchObject({ enrolment: { status: 'CANCELLED' } })
  })

  test('is told apart from all who are not let: each right lets what it names, at its community', async () => {
    const programme = await publish(20)
    expect(await enrol(programme, 'card-1')).toBe('FORBIDDEN')
    const ids = [await grant('RAISE_VOICE', 'READ_PROGRAMMES', 'RECORD_ATTENDANCE')]
    expect(await enrol(programme, 'card-1')).toBe('FORBIDDEN')
    ids.push(await grant('ENROL'))
    expect(await enrol(programme, 'card-1', { ...app, subject: 'other.example' })).toBe('FORBIDDEN')
    expect(await enrol(programme, 'card-1', anonymous)).toBe('UNAUTHENTICATED')
    const elsewhere = { community: garden, programme: recordId('programme', 2, garden), ...person('card-1') }
    expect(await send('enrol', elsewhere, 'status')).toBe('FORBIDDEN')
    expect(await send('cancelEnrolment', { programme, resident: 'card-1' }, 'status')).toBe('FORBIDDEN')
    expect(await enrol(programme, 'card-1')).toMatchObject({ status: 'ENROLLED' })
    for (const id of ids) await revoke(id)
    expect(await enrol(programme, 'card-2')).toBe('FORBIDDEN')
  })

  test('reads the programmes of a community that shares them with nobody', async () => {
    const harbours = officeAt(subgraph, harbour)
    const read = async () => {
      const of = [{ __typename: 'Programme', id: recordId('programme', 1, harbour) }]
      const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { title } } }'
      return (await subgraph.ask(query, { of }, app)).errors?.[0]?.extensions['code']
    }
    expect(await read()).toBe('FORBIDDEN')
    await harbours.make('grantAccess', { ...term, scopes: ['ENROL'] })
    expect(await read()).toBeUndefined()
  })

  test('learns of no other place: a full programme is full to it, but to a retry of its own', async () => {
    const programme = await publish(2)
    await office.write('enrol', { programme, ...person('card-1') }, 'status')
    const first = await grant('ENROL')
    const last = await enrol(programme, 'card-2')
    const retried = await enrol(programme, 'card-2')
    expect(await followUp(receiptOf(retried))).toEqual(await followUp(receiptOf(last)))
    expect(receiptOf(retried)).not.toBe(receiptOf(last))
    for (const resident of ['card-1', 'card-3']) expect(await enrol(programme, resident)).toBe('FULL')
    await revoke(first)
    const second = await grant('ENROL')
    expect(await enrol(programme, 'card-2')).toBe('FULL')
    await revoke(second)
    const rows = await subgraph.sql('select 1 from receipt where programme_id = $1', programme.slice(13))
    expect(rows).toHaveLength(2)
  })

  test('changes nothing of what the office said of a resident', async () => {
    const programme = await publish(20)
    const told = { programme, resident: 'card-9', learnerGroup: 'MIGRANTS', sixtyOrOver: false }
    await office.write('enrol', told, 'status')
    const groups = () => subgraph.sql("select learner_group from resident where learner_group = 'MIGRANTS'")
    const before = await groups()
    const id = await grant('ENROL')
    await enrol(programme, 'card-9')
    expect(await groups()).toEqual(before)
    await revoke(id)
    await office.write('enrol', { ...told, learnerGroup: 'GENERAL' }, 'status')
    expect((await groups()).length).toBe(before.length - 1)
  })

  test('is stopped at once: what is under way ends before the grant is taken back, and nothing begins', async () => {
    const programme = await publish(30)
    const id = await grant('ENROL')
    const enrolled = async () =>
      (
        await subgraph.sql<{ count: string }>(
          'select count(*) from enrolment where programme_id = $1',
          programme.slice(13),
        )
      )[0]
    const rush = Array.from({ length: 12 }, (_, card) => enrol(programme, `card-${card}`))
    const [revoked] = await Promise.all([revoke(id).then(enrolled), ...rush])
    const after = await Promise.all(Array.from({ length: 3 }, (_, card) => enrol(programme, `late-${card}`)))
    expect(after).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'])
    expect(await enrolled()).toEqual(revoked)
    const outcomes = await Promise.all(rush)
    expect(outcomes.filter((outcome) => outcome !== 'FORBIDDEN')).toHaveLength(Number(revoked?.count))
  })
})

describe('an app that a community lets raise voices', () => {
  test('gets a receipt, by which the answer is followed; nobody else reads it', async () => {
    const id = await grant('RAISE_VOICE')
    const answer = await raise({ resident: 'card-1' })
    expect(answer).toMatchObject({ kind: 'NEED', status: 'OPEN', receipt: expect.stringMatching(/^[\w-]{32}$/) })
    // As all but the office know it: to the day.
    expect(answer).toMatchObject({ requestedDatetime: '2025-06-30T16:00:00.000Z' })
    const voice = (answer as unknown as { id: string }).id
    expect(await followUp(receiptOf(answer))).toEqual({
      enrolment: null,
      voice: { id: voice, status: 'OPEN', receipt: null, answer: null },
    })
    await office.write('answerVoice', { voice, text: 'From September on.' }, 'id')
    expect(await followUp(receiptOf(answer))).toMatchObject({
      voice: { status: 'CLOSED', answer: { text: 'From September on.' } },
    })
    await revoke(id)
    expect(await raise()).toBe('FORBIDDEN')
  })

  test('raises one for a key under its own grant', async () => {
    const first = await grant('RAISE_VOICE')
    const input = { idempotencyKey: 'voice-of-app-1' }
    const [one, again] = [await raise(input), await raise(input)]
    expect((one as Json)['id']).toEqual((again as Json)['id'])
    expect(await followUp(receiptOf(again))).toEqual(await followUp(receiptOf(one)))
    await revoke(first)
    const second = await grant('RAISE_VOICE')
    expect(await raise(input)).toBe('CONFLICT')
    await revoke(second)
    expect(await office.attempt('raiseVoice', { ...need, ...input }, 'id')).toMatchObject({ code: 'CONFLICT' })
  })
})

describe('a receipt', () => {
  let receipt: string
  beforeAll(async () => {
    const id = await grant('ENROL')
    receipt = receiptOf(await enrol(await publish(20), 'card-1'))
    await revoke(id)
  })

  test('is not told to the office, which follows by its records', async () => {
    const programme = await publish(20)
    expect(await office.write('enrol', { programme, ...person('card-1') }, 'receipt')).toEqual({ receipt: null })
    expect(await office.write('raiseVoice', need, 'receipt')).toEqual({ receipt: null })
  })

  test('is kept as a hash alone', async () => {
    const rows = await subgraph.sql<{ hash: Buffer }>('select * from receipt')
    expect(rows.map(({ hash }) => hash.toString('hex'))).toContain(createHash('sha256').update(receipt).digest('hex'))
    const texts = rows.map((row) => JSON.stringify({ ...row, hash: row.hash.toString('base64url') }))
    for (const text of texts) expect(text).not.toContain(receipt)
  })

  test('says nothing where it is wrong, of whatever form, or of another community, and enters no log', async () => {
    const entries = () => subgraph.sql('select 1 from access_log')
    const before = await entries()
    for (const wrong of ['', 'x', '收据', `${receipt}A`, receipt.slice(1), receipt.toUpperCase(), recordId('voice', 1)])
      expect(await followUp(wrong)).toBeNull()
    for (const community of [garden, harbour, '310101002099']) expect(await followUp(receipt, community)).toBeNull()
    expect(await entries()).toEqual(before)
  })

  test('is an entry of the log, by its own right', async () => {
    await followUp(receipt)
    const log = await subgraph.sql<{ record: string }>('select record from access_log order by sequence desc limit 1')
    expect(JSON.parse(log[0]?.record ?? '')).toMatchObject({
      action: 'READ',
      basis: 'RECEIPT',
      fields: ['Community.followUp'],
      role: 'ANONYMOUS',
      accessGrant: null,
      count: 1,
    })
  })

  test('is good for a year after the programme ends, and is then removed', async () => {
    const at = async (moment: string) => {
      subgraph.setNow(new Date(moment))
      const answer = await followUp(receipt)
      subgraph.setNow(now)
      return answer
    }
    expect(await at('2027-02-28T15:59:59Z')).not.toBeNull()
    expect(await at('2027-02-28T16:00:00Z')).toBeNull()
    await subgraph.sql(
      "update receipt set until = case when hash = $1 then date '2020-01-01' else date '2999-01-01' end",
      createHash('sha256').update(receipt).digest(),
    )
    const pruner = startPruning({ pool: subgraph.pool, prunings: communityPrunings, log: createLog('test', 'silent') })
    expect(await pruner.prune()).toMatchObject({ receipt: 1 })
    await pruner.stop()
  })
})
