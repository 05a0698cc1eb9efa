import type fc from 'fast-check'
import { type VoiceRecord, type World, worldCommunities } from './world.js'
import { drawnRecords, uuid, type DrawnRecords } from './drawn-records.js'

const later = (moment: string, milliseconds: number) => new Date(Date.parse(moment) + milliseconds).toISOString()
const inOrder = (a: string, b: string) => (a < b ? ([a, b] as const) : ([b, a] as const))

/** A small world, with every case that a count has to tell apart. */
export const drawWorld: fc.Arbitrary<World> = drawnRecords.map(toRecords)

/** Every community has the programmes and sessions drawn; the rest is each one's own. */
function toRecords(drawn: DrawnRecords): World {
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
            capacity,
            removed_at,
          },
        ],
        index,
      ) => {
        const [starts_on, ends_on] = inOrder(a, b)
        return { community_code, id: uuid(2, index + 1), kind, status, starts_on, ends_on, capacity, removed_at }
      },
    ),
    session: everywhere(drawn.programmes, (community_code, [, held], index) =>
      held.map(({ starts_at, seconds, volunteer, status, removed_at }, place) => ({
        community_code,
        id: uuid(3, index * 10 + place),
        programme_id: uuid(2, index + 1),
        ordinal: place + 1,
        starts_at,
        ends_at: later(starts_at, seconds * 1_000),
        status,
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
    proposal: drawn.proposals.map((row, index) => ({ ...row, id: uuid(0, index) })),
  }
}
