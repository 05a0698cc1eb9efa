import { expect, test } from 'vitest'
import { handDraft, handWorld, maskOf, table } from '../testing/hand-world.js'
import { Certificate } from './certificate.js'

const total = 1
/** Enrolments of one borough, 77 in all, of which A's must not be known. */
const world = handWorld('2025-01', {
  A: { enrolments: 5 },
  B: { enrolments: 12 },
  C: { enrolments: 20 },
  D: { enrolments: 40 },
})

/** What is open of A: the masks of what can't go up and of what can't go down. */
function openOfA(hidden: readonly number[]): readonly number[] {
  const open = new Certificate(handDraft(world, 'enrolments', hidden)).openOf(0)
  return [...(open ?? [])]
}

test('a hidden count is safe where two others hide theirs too: by one alone, that one would know it', () => {
  expect(openOfA([total])).toEqual([total, total])
  expect(openOfA([total, total])).toEqual([total, total])
  expect(openOfA([total, total, total])).toEqual([])
})

test('where no sum is published, nobody need compensate', () => {
  const counts = handDraft(world, 'enrolments')
  counts.sums.boroughs.fill(0)
  expect(new Certificate(counts).openOf(0)).toBeDefined()
  counts.sums.city.fill(0)
  expect(new Certificate(counts).openOf(0)).toBeUndefined()
})

test('who is zero can’t be one less, so that it compensates only what goes down', () => {
  const counts = handDraft(
    handWorld('2025-01', { A: { enrolments: 5 }, B: { enrolments: 0 }, C: { enrolments: 9 }, D: { enrolments: 0 } }),
    'enrolments',
    [total, total, total, total],
  )
  const [up, down] = new Certificate(counts).openOf(0) ?? []
  expect([up, down]).toEqual([total, 0])
})

test('who is in another borough is too far away while the borough’s sum is published', () => {
  const counts = handDraft(
    handWorld('2025-01', {
      A: { enrolments: 5 },
      B: { enrolments: 12 },
      C: { enrolments: 40 },
      '104001/D': { enrolments: 20 },
    }),
    'enrolments',
    [total, total, 0, total],
  )
  expect(new Certificate(counts).openOf(0)).toBeDefined()
  counts.sums.boroughs.fill(0)
  expect(new Certificate(counts).openOf(0)).toBeUndefined()
})

test('partners may oppose a related shift, where enough others balance the residual', () => {
  const attendances = (workshop: number) =>
    table({
      RETIRED: { COURSE: 20, WORKSHOP: 20 },
      GENERAL: { COURSE: 20, WORKSHOP: workshop },
      MIGRANTS: { COURSE: 20, WORKSHOP: 20 },
    })
  const rows = (...groups: ('RETIRED' | 'GENERAL' | 'MIGRANTS')[]) =>
    maskOf(...groups.flatMap((group) => [[group, 'COURSE'] as const, [group, 'WORKSHOP'] as const]))
  const own = table({ RETIRED: { COURSE: 5, WORKSHOP: 20 }, GENERAL: { COURSE: 20, WORKSHOP: 20 } })
  const communities = Object.fromEntries(
    ['B', 'C', 'D', 'E', 'F'].map((name) => [name, { attendances: attendances(20) }]),
  )
  const open = (balancers: readonly number[]) =>
    new Certificate(
      handDraft(handWorld('2025-01', { A: { attendances: own }, ...communities }), 'attendances', [
        rows('RETIRED', 'GENERAL'),
        // Two partners oppose what passes between the retired and the migrants.
        rows('RETIRED', 'MIGRANTS'),
        rows('RETIRED', 'MIGRANTS'),
        ...balancers,
      ]),
    ).openOf(0)
  // Three balancers oppose what passes between the migrants and the general group; two are not enough.
  const balancer = rows('MIGRANTS', 'GENERAL')
  expect(open([balancer, balancer])).toBeDefined()
  expect(open([balancer, balancer, balancer])).toBeUndefined()
})
