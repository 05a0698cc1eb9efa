import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { EnrolInput } from '../generated/resolver-types.js'
import { readProgramme, refuseCancelled, refuseOver } from './programme-state.js'
import { pseudonymOf } from './pseudonym.js'
import type { Writing } from './writing.js'

/**
 * Gives a resident a place in a programme, and gives the programme's id. A resident who has a place keeps it.
 *
 * Many may ask for the same places at once. All that can wait for nobody comes first; the place is counted last, by one
 * conditional update, so that the programme's row is locked for no longer than that and the commit.
 *
 * @throws {HubError} FULL when no place is left, CLOSED when the programme was cancelled or is over.
 */
export async function enrol({ database, now, today }: Writing, input: EnrolInput): Promise<string> {
  const { community } = input
  const programme = requireOwnId('programme', input.programme, community)
  return database.writeSql(async (sql) => {
    await requireOpenProgramme(sql, community, programme, today())
    const resident = await pseudonymOf(database.keys, sql, community, input.resident)
    await keepResident(sql, resident, input)
    const isNew = await claimPlace(sql, community, programme, resident, today(), now())
    if (isNew && !(await countPlace(sql, community, programme, today()))) {
      // Cancelled in the meantime, or else full.
      await requireOpenProgramme(sql, community, programme, today())
      throw new HubError('FULL', 'Expected a programme with a free place, but all places are taken.', {
        programme: input.programme,
      })
    }
    return toGlobalId(community, programme)
  })
}

async function requireOpenProgramme(sql: TransactionSql, community: string, id: string, today: string): Promise<void> {
  const programme = await readProgramme(sql, community, id, 'unlocked')
  refuseCancelled(programme)
  refuseOver(programme, today)
}

/** Keeps what measures need to know of a resident, as it was told last. */
async function keepResident(sql: TransactionSql, resident: string, input: EnrolInput): Promise<void> {
  await sql(
    `insert into resident (community_code, pseudonym, learner_group, sixty_or_over, residence)
     values ($1, $2::uuid, $3::learner_group, $4, $5)
     on conflict (community_code, pseudonym) do update
       set learner_group = excluded.learner_group, sixty_or_over = excluded.sixty_or_over, residence = excluded.residence
       where (resident.learner_group, resident.sixty_or_over, resident.residence)
         is distinct from (excluded.learner_group, excluded.sixty_or_over, excluded.residence)`,
    input.community,
    resident,
    input.learnerGroup,
    input.sixtyOrOver,
    input.residence ?? input.community,
  )
}

/** Writes the enrolment, or takes a cancelled one up again; false when the resident has a place. */
async function claimPlace(
  sql: TransactionSql,
  community: string,
  programme: string,
  resident: string,
  today: string,
  now: Date,
): Promise<boolean> {
  const claimed = await sql(
    `insert into enrolment (community_code, programme_id, resident, enrolled_on, updated_at)
     values ($1, $2::uuid, $3::uuid, $4::date, $5::timestamptz)
     on conflict (community_code, programme_id, resident) do update
       set status = 'ENROLLED', enrolled_on = excluded.enrolled_on, cancelled_on = null, updated_at = excluded.updated_at
       where enrolment.status = 'CANCELLED'
     returning programme_id`,
    community,
    programme,
    resident,
    today,
    now.toISOString(),
  )
  return claimed.length > 0
}

/** Counts one place more, if the programme has one and still takes enrolments. It is no change of the programme: its time stamps stay. */
async function countPlace(sql: TransactionSql, community: string, programme: string, today: string): Promise<boolean> {
  const counted = await sql(
    `update programme set enrolled = enrolled + 1
     where community_code = $1 and id = $2::uuid and enrolled < capacity
       and status = 'PUBLISHED' and ends_on >= $3::date and removed_at is null
     returning id`,
    community,
    programme,
    today,
  )
  return counted.length > 0
}
