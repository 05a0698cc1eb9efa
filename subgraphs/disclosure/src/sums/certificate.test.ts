import { expect, test } from 'vitest'
import { fullTable, handDraft, handWorld, maskOf } from '../testing/hand-world.js'
import { Certificate } from './certificate.js'

const total = 1
/** Enrolments of one borough, 77 in all, of which A's must not be known. */
const world = handWorld('2025-01', {
  A: { volunteers: 5 },
  B: { volunteers: 12 },
  C: { volunteers: 20 },
  D: { volunteers: 40 },
})

/** Whether something is open of A, where the totals of these communities are hidden. */
function isOpen(hidden: readonly number[], from = world): boolean {
  return new Certificate(handDraft(from, 'volunteers', hidden)).openOf(0) !== undefined
}

test('a hidden count is safe where two others hide theirs too: by one alone, that one would know it', () => {
  expect(isOpen([total])).toBe(true)
  expect(isOpen([total, total])).toBe(true)
  expect(isOpen([total, total, total])).toBe(false)
})

test('where no sum is published, nobody need compensate', () => {
  const counts = handDraft(world, 'volunteers')
  counts.sums.boroughs.fill(0)
  expect(new Certificate(counts).openOf(0)).toBeDefined()
  counts.sums.city.fill(0)
  expect(new Certificate(counts).openOf(0)).toBeUndefined()
})

test('who is zero can’t be one less, so that it compensates only what goes down', () => {
  const counts = handDraft(
    handWorld('2025-01', { A: { volunteers: 5 }, B: { volunteers: 0 }, C: { volunteers: 9 }, D: { volunteers: 0 } }),
    'volunteers',
    [total, total, total, total],
  )
  const open = new Certificate(counts).openOf(0)
  // C alone can be one less; down, B and D make up for it as often as it takes.
  expect(open).toBeUndefined()
})

test('who is in another borough is too far away while the borough’s sum is published', () => {
  const counts = handDraft(
    handWorld('2025-01', {
      A: { volunteers: 5 },
      B: { volunteers: 12 },
      C: { volunteers: 40 },
      '104001/D': { volunteers: 20 },
    }),
    'volunteers',
    [total, total, 0, total],
  )
  expect(new Certificate(counts).openOf(0)).toBeDefined()
  counts.sums.boroughs.fill(0)
  expect(new Certificate(counts).openOf(0)).toBeUndefined()
})

test('partners may oppose a related shift, where enough others balance the residual', () => {
  const twenty = fullTable({ RETIRED: { COURSE: 20, WORKSHOP: 20 } })
  const rows = (...groups: ('RETIRED' | 'GENERAL' | 'MIGRANTS')[]) =>
    maskOf(...groups.flatMap((group) => [[group, 'COURSE'] as const, [group, 'WORKSHOP'] as const]))
  const own = fullTable({ RETIRED: { COURSE: 5, WORKSHOP: 20 } })
  const communities = Object.fromEntries(
    ['B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'].map((name) => [name, { attendances: twenty }]),
  )
  // Three partners oppose, twice, what passes between the retired and the migrants.
  const partner = rows('RETIRED', 'MIGRANTS')
  const open = (balancers: readonly number[]) =>
    new Certificate(
      handDraft(handWorld('2025-01', { A: { attendances: own }, ...communities }), 'attendances', [
        rows('RETIRED', 'GENERAL'),
        partner,
        partner,
        partner,
        ...balancers,
      ]),
    ).openOf(0)
  // Five balancers oppose what passes between the migrants and the general group; four are not enough.
  const balancer = rows('MIGRANTS', 'GENERAL')
  expect(open([balancer, balancer, balancer, balancer])).toBeDefined()
  expect(open([balancer, balancer, balancer, balancer, balancer])).toBeUndefined()
})

test('where two persons are left of different kinds, both leave, each by a shift of its own', () => {
  // Two retired came, one to each kind. Three others make the opposite of either shift: they hide as much.
  const two = fullTable({ RETIRED: { COURSE: 1, WORKSHOP: 1 } })
  const many = fullTable({ RETIRED: { COURSE: 20, WORKSHOP: 20 } })
  const rows = maskOf(
    ...(['RETIRED', 'GENERAL'] as const).flatMap((group) =>
      (['ALL', 'COURSE', 'WORKSHOP'] as const).map((kind) => [group, kind] as const),
    ),
  )
  const open = (partners: number) => {
    const others = Array.from({ length: partners }, (_, index) => String.fromCodePoint(66 + index))
    const communities = Object.fromEntries(others.map((name) => [name, { attendances: many }]))
    const hidden = Array.from({ length: partners + 1 }, () => rows)
    const counts = handDraft(handWorld('2025-01', { A: { attendances: two }, ...communities }), 'attendances', hidden)
    return new Certificate(counts).openOf(0)
  }
  expect(open(2)).toBeDefined()
  expect(open(3)).toBeUndefined()
})
