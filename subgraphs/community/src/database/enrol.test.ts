import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { garden, now, recordId, recordUuid } from '../testing/fixtures.js'
import { type Office, officeAt } from '../testing/office.js'
import { type TestSubgraph, openCommunitySubgraph } from '../testing/open-community-subgraph.js'
import { rush } from '../testing/rush.js'

let subgraph: TestSubgraph
let office: Office
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  office = officeAt(subgraph)
})
afterAll(() => subgraph.close())
beforeEach(async () => {
  subgraph.setNow(now)
  await subgraph.sql(
    "delete from enrolment; update programme set enrolled = 0, status = case when title = 'Festival' then 'CANCELLED'::programme_status else 'PUBLISHED' end, capacity = greatest(capacity, 3)",
  )
})

/** A programme with three places. */
const programme = recordId('programme', 2)
const enrol = (resident: string, into = programme) =>
  office.attempt(
    'enrol',
    { programme: into, resident, learnerGroup: 'RETIRED', sixtyOrOver: true },
    'status programme { id freePlaces }',
  )
const cancel = (resident: string, from = programme) =>
  office.attempt('cancelEnrolment', { programme: from, resident }, 'status programme { freePlaces }')
const enrolled = (freePlaces: number, id = programme) => ({
  answer: { status: 'ENROLLED', programme: { id, freePlaces } },
})
const cancelled = (freePlaces: number) => ({ answer: { status: 'CANCELLED', programme: { freePlaces } } })
const refused = (code: string) => expect.objectContaining({ code })

test.each([1, 2, 3])('30 of 200 who ask at once get the 30 places, and all get an answer (run %d)', async () => {
  expect(await rush(subgraph, 30, 200)).toEqual({ enrolled: 30, full: 170, others: [], counted: 30, rows: 30 })
})

test('a resident who has a place keeps it, and takes no second one', async () => {
  expect(await enrol('a')).toEqual(enrolled(2))
  expect(await enrol('a')).toEqual(enrolled(2))
  await enrol('b')
  await enrol('c')
  expect(await enrol('a')).toEqual(enrolled(0))
  expect(await enrol('d')).toEqual(refused('FULL'))
})

test('one resident who asks ten times at once gets one place', async () => {
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => enrol('a')))
  expect(outcomes.filter((outcome) => 'code' in outcome)).toEqual([])
  expect(await enrol('a')).toEqual(enrolled(2))
})

test('a place that is given up is given back once, and can be taken again', async () => {
  for (const resident of ['a', 'b', 'c']) await enrol(resident)
  expect(await cancel('a')).toEqual(cancelled(1))
  expect(await cancel('a')).toEqual(cancelled(1))
  expect(await enrol('d')).toEqual(enrolled(0))
  expect(await enrol('a')).toEqual(refused('FULL'))
  expect(await cancel('d')).toEqual(cancelled(1))
  expect(await enrol('a')).toEqual(enrolled(0))
})

test('ten cancellations at once give one place back', async () => {
  for (const resident of ['a', 'b']) await enrol(resident)
  await Promise.all(Array.from({ length: 10 }, () => cancel('a')))
  expect(await enrol('b')).toEqual(enrolled(2))
})

test('who has no place has none to give up, in nobody’s programme', async () => {
  expect(await cancel('nobody')).toEqual(refused('NOT_FOUND'))
  expect(await enrol('a', recordId('programme', 2, garden))).toEqual(refused('NOT_FOUND'))
  expect(await enrol('a', recordId('programme', 4))).toEqual(refused('NOT_FOUND'))
  expect(await enrol('a', recordId('programme', 9))).toEqual(refused('NOT_FOUND'))
})

describe('CLOSED', () => {
  test('a programme that was cancelled, also for one who has a place', async () => {
    await enrol('a')
    expect(await enrol('a', recordId('programme', 3))).toEqual(refused('CLOSED'))
    await office.write('cancelProgramme', { programme }, 'status')
    expect(await enrol('a')).toEqual(refused('CLOSED'))
    expect(await cancel('a')).toEqual(cancelled(3))
  })

  test('a programme that is over: its last day ends at midnight in China', async () => {
    subgraph.setNow(new Date('2025-09-30T15:59:59Z'))
    expect(await enrol('a')).toEqual(enrolled(2))
    subgraph.setNow(new Date('2025-09-30T16:00:00Z'))
    expect(await enrol('b')).toEqual(refused('CLOSED'))
    expect(await cancel('a')).toEqual(refused('CLOSED'))
  })

  test('a programme that is cancelled while many ask: all get an answer, and who got a place has it', async () => {
    const [outcomes] = await Promise.all([
      Promise.all(Array.from({ length: 40 }, (_, index) => enrol(`card-${index}`))),
      office.write('cancelProgramme', { programme }, 'status'),
    ])
    const places = outcomes.filter((outcome) => 'answer' in outcome).length
    const codes = new Set(outcomes.flatMap((outcome) => ('code' in outcome ? [outcome.code] : [])))
    expect([...codes].filter((code) => code !== 'FULL' && code !== 'CLOSED')).toEqual([])
    expect(await subgraph.sql('select enrolled from programme where id = $1', recordUuid('programme', 2))).toEqual([
      { enrolled: places },
    ])
  })
})

test('places are not taken away from those who have them while others ask', async () => {
  const [changes, ...outcomes] = await Promise.all([
    office.attempt('changeProgramme', { programme, capacity: 1 }, 'capacity'),
    ...Array.from({ length: 10 }, (_, index) => enrol(`card-${index}`)),
  ])
  const places = outcomes.filter((outcome) => 'answer' in outcome).length
  expect('answer' in changes ? places : 3).toBe('answer' in changes ? 1 : places)
})

test('what measures need of a resident is kept as it was told last', async () => {
  const tell = (more: object) =>
    office.write('enrol', { programme, resident: 'a', learnerGroup: 'MIGRANTS', sixtyOrOver: false, ...more }, 'status')
  const told = () =>
    subgraph.sql(
      "select learner_group as group, sixty_or_over as old, residence from resident where learner_group in ('MIGRANTS', 'GENERAL')",
    )
  await tell({ residence: garden })
  expect(await told()).toContainEqual({ group: 'MIGRANTS', old: false, residence: garden })
  await tell({ learnerGroup: 'GENERAL', sixtyOrOver: true })
  expect(await told()).toContainEqual({ group: 'GENERAL', old: true, residence: '310101002001' })
  expect(await told()).not.toContainEqual({ group: 'MIGRANTS', old: false, residence: garden })
})
