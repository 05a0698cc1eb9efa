import { learnerGroups, programmeKinds } from '@shequ/schema/measures/breakdowns'
import fc from 'fast-check'
import { type VoiceRecord, worldCommunities } from './world.js'

/** An id of a record of a kind. */
export const uuid = (kind: number, n: number) => `0000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`

/** Days around the borders of months, quarters and years; moments just before and after midnight in China. */
const days = [
  '2024-12-31',
  '2025-01-01',
  '2025-01-31',
  '2025-02-28',
  '2025-03-01',
  '2025-03-16',
  '2025-03-31',
  '2025-04-01',
  '2025-12-31',
  '2026-01-01',
]
const day = fc.constantFrom(...days)
const moment = fc
  .tuple(day, fc.constantFrom('00:00:00', '09:30:00', '23:59:59.999'))
  .map(([on, at]) => new Date(`${on}T${at}+08:00`).toISOString())
/** Nine of ten records are not removed. */
const removed = fc.oneof(
  { weight: 9, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant('2025-05-01T00:00:00Z') },
)
const community = fc.constantFrom(...worldCommunities)
const number = (most: number) => fc.integer({ min: 1, max: most })

/** Residents 9 to 12 are never written: nothing is known of them. */
const resident = number(12).map((n) => uuid(1, n))
const programmes = 6
const sessions = 3

const programme = fc.record({
  kind: fc.constantFrom('COURSE' as const, 'COURSE' as const, 'COURSE' as const, ...programmeKinds),
  status: fc.constantFrom('PUBLISHED' as const, 'PUBLISHED' as const, 'CANCELLED' as const),
  days: fc.tuple(day, day),
  capacity: number(60),
  removed_at: removed,
})

const session = fc.record({
  starts_at: moment,
  seconds: fc.constantFrom(29, 30, 5_400, 7_230),
  status: fc.constantFrom('SCHEDULED', 'SCHEDULED', 'SCHEDULED', 'CANCELLED'),
  volunteer: fc.option(fc.record({ resident: fc.option(resident) })),
  removed_at: removed,
})

const enrolment = fc.record({
  community_code: community,
  programme: number(programmes),
  resident,
  cancelled_on: fc.option(day, { freq: 2 }),
  completed: fc.boolean(),
  attended: fc.uniqueArray(number(sessions + 1), { maxLength: sessions + 1, size: 'max' }),
})

const voice = fc.record({
  community_code: community,
  kind: fc.constantFrom<VoiceRecord['kind']>(
    'NEED',
    'NEED',
    'SATISFACTION',
    'SATISFACTION',
    'SATISFACTION',
    'APPRAISAL_BOROUGH',
    'APPRAISAL_CITY',
    'APPRAISAL_COMMUNITY',
    'COMPLAINT',
  ),
  resident: fc.option(resident),
  rating: number(5),
  programme: fc.option(number(programmes + 1)),
  raised_at: moment,
  waited: fc.option(fc.constantFrom(1, 14 * 24, 15 * 24, 15 * 24 + 10, 16 * 24)),
  removed_at: removed,
})

const money = fc.integer({ min: 1, max: 5_000_000 }).map((fen) => fen / 100)

const entry = fc.record({
  community_code: community,
  booked_on: day,
  credit: fc.constantFrom('DONATIONS', 'DONATIONS', 'FEES', 'OWN_INCOME', 'ALLOCATION', 'CASH'),
  amount: money,
  donor: fc.option(fc.option(fc.constantFrom('91110000802100433B', '51310000500000000X'))),
  removed_at: removed,
})

const centre = fc.record({
  community_code: community,
  opened_on: day,
  closed_on: fc.option(day, { freq: 2 }),
  status: fc.constantFrom('ACTIVE' as const, 'CLOSED' as const),
  consignments: fc.array(fc.tuple(day, day, fc.boolean(), removed), { maxLength: 2 }),
  removed_at: removed,
})

const response = fc.record({
  community_code: community,
  decision: fc.constantFrom('ADOPTED' as const, 'ADAPTED' as const, 'DECLINED' as const),
  answered_on: day,
  removed_at: removed,
})

const proposal = fc.record({ community_code: community, opened_on: day, removed_at: removed })

/** The records of a small world, drawn each by itself. */
export const drawnRecords = fc.record({
  residents: fc.array(
    fc.record({
      learner_group: fc.constantFrom(...learnerGroups),
      sixty_or_over: fc.boolean(),
      livesAt: fc.constantFrom(...worldCommunities),
      livesElsewhere: fc.boolean(),
    }),
    { minLength: 24, maxLength: 24 },
  ),
  programmes: fc.array(fc.tuple(programme, fc.array(session, { maxLength: sessions, size: 'max' })), {
    minLength: programmes,
    maxLength: programmes,
  }),
  enrolments: fc.uniqueArray(enrolment, {
    minLength: 20,
    maxLength: 50,
    size: 'max',
    selector: (row) => `${row.community_code} ${row.programme} ${row.resident}`,
  }),
  voices: fc.array(voice, { minLength: 15, maxLength: 40, size: 'max' }),
  entries: fc.array(entry, { minLength: 8, maxLength: 20, size: 'max' }),
  centres: fc.array(centre, { minLength: 3, maxLength: 8, size: 'max' }),
  responses: fc.array(response, { minLength: 3, maxLength: 8, size: 'max' }),
  proposals: fc.array(proposal, { minLength: 3, maxLength: 8, size: 'max' }),
})

/** What was drawn for a world. */
export type DrawnRecords = typeof drawnRecords extends fc.Arbitrary<infer Drawn> ? Drawn : never
