import { learnerGroups, programmeKinds } from '@shequ/schema/measures/breakdowns'
import fc from 'fast-check'

/**
 * A small world of records, as rows of the community database's tables: the names of its columns, dates and moments as
 * text. Numbers stand for ids until it is written.
 */
export interface World {
  readonly resident: readonly ResidentRecord[]
  readonly programme: readonly ProgrammeRecord[]
  readonly session: readonly SessionRecord[]
  readonly enrolment: readonly EnrolmentRecord[]
  readonly voice: readonly VoiceRecord[]
  readonly donation: readonly DonationRecord[]
  readonly ledger_entry: readonly EntryRecord[]
  readonly education_centre: readonly CentreRecord[]
  readonly consignment: readonly ConsignmentRecord[]
  readonly guidance_response: readonly ResponseRecord[]
}

interface Owned {
  readonly community_code: string
}
interface Removable extends Owned {
  readonly id: string
  readonly removed_at: string | null
}
export interface ResidentRecord extends Owned {
  readonly pseudonym: string
  readonly learner_group: (typeof learnerGroups)[number]
  readonly sixty_or_over: boolean
  readonly residence: string
}
export interface ProgrammeRecord extends Removable {
  readonly kind: (typeof programmeKinds)[number]
  readonly status: 'PUBLISHED' | 'CANCELLED'
  readonly starts_on: string
  readonly ends_on: string
}
export interface SessionRecord extends Removable {
  readonly programme_id: string
  readonly ordinal: number
  readonly starts_at: string
  readonly ends_at: string
  readonly taught_by_volunteer: boolean
  readonly volunteer: string | null
}
export interface EnrolmentRecord extends Owned {
  readonly programme_id: string
  readonly resident: string
  readonly cancelled_on: string | null
  readonly completed: boolean
  readonly attended: readonly number[]
}
export interface VoiceRecord extends Removable {
  readonly kind: 'NEED' | 'COMPLAINT' | 'SATISFACTION' | 'APPRAISAL_COMMUNITY' | 'APPRAISAL_BOROUGH' | 'APPRAISAL_CITY'
  readonly resident: string | null
  readonly rating: number | null
  readonly programme_id: string | null
  readonly raised_at: string
  readonly answered_at: string | null
}
export interface DonationRecord extends Removable {
  readonly award_date: string
  readonly amount_awarded: number
  readonly funding_organisation_code: string | null
}
export interface EntryRecord extends Removable {
  readonly booked_on: string
  readonly debit: string
  readonly credit: string
  readonly amount: number
  readonly donation_id: string | null
}
export interface CentreRecord extends Removable {
  readonly opened_on: string
  readonly closed_on: string | null
  readonly status: 'ACTIVE' | 'CLOSED'
}
export interface ConsignmentRecord extends Removable {
  readonly education_centre_id: string
  readonly starts_on: string
  readonly ends_on: string
  readonly ended_on: string | null
}
export interface ResponseRecord extends Removable {
  readonly guidance_id: string
  readonly decision: 'ADOPTED' | 'ADAPTED' | 'DECLINED'
  readonly answered_on: string
}

/** The communities of a world: two of one street, one of another city. */
export const worldCommunities = ['310101002001', '310101002002', '110101001001'] as const

const uuid = (kind: number, n: number) => `0000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`

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
const later = (moment: string, milliseconds: number) => new Date(Date.parse(moment) + milliseconds).toISOString()
const inOrder = (a: string, b: string) => (a < b ? ([a, b] as const) : ([b, a] as const))

/** Residents 9 to 12 are never written: nothing is known of them. */
const resident = number(12).map((n) => uuid(1, n))
const programmes = 6
const sessions = 3

const programme = fc.record({
  kind: fc.constantFrom('COURSE' as const, 'COURSE' as const, 'COURSE' as const, ...programmeKinds),
  status: fc.constantFrom('PUBLISHED' as const, 'PUBLISHED' as const, 'CANCELLED' as const),
  days: fc.tuple(day, day),
  removed_at: removed,
})

const session = fc.record({
  starts_at: moment,
  seconds: fc.constantFrom(29, 30, 5_400, 7_230),
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

/** A small world, with every case that a count has to tell apart. */
export const world: fc.Arbitrary<World> = fc
  .record({
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
  })
  .map(toRecords)

interface Drawn {
  readonly residents: readonly {
    learner_group: ResidentRecord['learner_group']
    sixty_or_over: boolean
    livesAt: string
    livesElsewhere: boolean
  }[]
  readonly programmes: readonly (readonly [
    {
      kind: ProgrammeRecord['kind']
      status: ProgrammeRecord['status']
      days: readonly [string, string]
      removed_at: string | null
    },
    readonly {
      starts_at: string
      seconds: number
      volunteer: { resident: string | null } | null
      removed_at: string | null
    }[],
  ])[]
  readonly enrolments: readonly {
    community_code: string
    programme: number
    resident: string
    cancelled_on: string | null
    completed: boolean
    attended: readonly number[]
  }[]
  readonly voices: readonly {
    community_code: string
    kind: VoiceRecord['kind']
    resident: string | null
    rating: number
    programme: number | null
    raised_at: string
    waited: number | null
    removed_at: string | null
  }[]
  readonly entries: readonly {
    community_code: string
    booked_on: string
    credit: string
    amount: number
    donor: string | null
    removed_at: string | null
  }[]
  readonly centres: readonly {
    community_code: string
    opened_on: string
    closed_on: string | null
    status: CentreRecord['status']
    consignments: readonly (readonly [string, string, boolean, string | null])[]
    removed_at: string | null
  }[]
  readonly responses: readonly {
    community_code: string
    decision: ResponseRecord['decision']
    answered_on: string
    removed_at: string | null
  }[]
}

/** Every community has the programmes and sessions drawn; the rest is each one's own. */
function toRecords(drawn: Drawn): World {
  const everywhere = <Item, Row>(items: readonly Item[], row: (code: string, item: Item, index: number) => Row) =>
    worldCommunities.flatMap((code) => items.map((item, index) => row(code, item, index)))
  const isRated = (kind: VoiceRecord['kind']) => kind !== 'NEED' && kind !== 'COMPLAINT'
  return {
    resident: drawn.residents.map((row, index) => {
      const community_code = worldCommunities[Math.floor(index / 8)] ?? worldCommunities[0]
      return {
        community_code,
        pseudonym: uuid(1, (index % 8) + 1),
        learner_group: row.learner_group,
        sixty_or_over: row.sixty_or_over,
        residence: row.livesElsewhere ? row.livesAt : community_code,
      }
    }),
    programme: everywhere(
      drawn.programmes,
      (
        community_code,
        [
          {
            kind,
            status,
            days: [a, b],
            removed_at,
          },
        ],
        index,
      ) => {
        const [starts_on, ends_on] = inOrder(a, b)
        return { community_code, id: uuid(2, index + 1), kind, status, starts_on, ends_on, removed_at }
      },
    ),
    session: everywhere(drawn.programmes, (community_code, [, held], index) =>
      held.map(({ starts_at, seconds, volunteer, removed_at }, place) => ({
        community_code,
        id: uuid(3, index * 10 + place),
        programme_id: uuid(2, index + 1),
        ordinal: place + 1,
        starts_at,
        ends_at: later(starts_at, seconds * 1_000),
        taught_by_volunteer: volunteer !== null,
        volunteer: volunteer?.resident ?? null,
        removed_at,
      })),
    ).flat(),
    enrolment: drawn.enrolments.map(({ programme, ...row }) => ({ ...row, programme_id: uuid(2, programme) })),
    voice: drawn.voices.map(({ programme, waited, rating, ...row }, index) => ({
      ...row,
      id: uuid(4, index),
      rating: isRated(row.kind) ? rating : null,
      programme_id: programme === null ? null : uuid(2, programme),
      answered_at: waited === null ? null : later(row.raised_at, waited * 3_600_000),
    })),
    donation: drawn.entries.flatMap(({ community_code, booked_on, amount, donor, credit }, index) =>
      credit === 'DONATIONS'
        ? [
            {
              community_code,
              id: uuid(5, index),
              award_date: booked_on,
              amount_awarded: amount,
              funding_organisation_code: donor,
              removed_at: null,
            },
          ]
        : [],
    ),
    ledger_entry: drawn.entries.map(({ community_code, booked_on, credit, amount, removed_at }, index) => ({
      community_code,
      booked_on,
      credit,
      amount,
      removed_at,
      id: uuid(6, index),
      debit: credit === 'CASH' ? 'LEARNING' : 'CASH',
      donation_id: credit === 'DONATIONS' ? uuid(5, index) : null,
    })),
    education_centre: drawn.centres.map(({ community_code, opened_on, closed_on, status, removed_at }, index) => ({
      community_code,
      id: uuid(7, index),
      opened_on,
      closed_on,
      status,
      removed_at,
    })),
    consignment: drawn.centres.flatMap(({ community_code, consignments }, index) =>
      consignments.map(([a, b, isEnded, removed_at], place) => {
        const [starts_on, ends_on] = inOrder(a, b)
        return {
          community_code,
          id: uuid(8, index * 10 + place),
          education_centre_id: uuid(7, index),
          starts_on,
          ends_on,
          ended_on: isEnded ? starts_on : null,
          removed_at,
        }
      }),
    ),
    guidance_response: drawn.responses.map((row, index) => ({
      ...row,
      id: uuid(9, index),
      guidance_id: `310101000000:${index}`,
    })),
  }
}
