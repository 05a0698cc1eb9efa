import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { EnrolInput } from '../generated/resolver-types.js'
import { type ProgrammeState, readProgramme, refuseCancelled, refuseOver } from './programme-state.js'
import { pseudonymOf } from './pseudonym.js'
import { hasReceipt, makeReceipt } from './receipt.js'
import type { Writing } from './writing.js'

/** A place in a programme: the programme's id in the graph, and by what its resident follows it; null where the office gave it. */
export interface GivenPlace {
  readonly programme: string
  readonly receipt: string | null
}

/**
 * Gives a resident a place in a programme. A resident who has a place keeps it.
 *
 * Many may ask for the same places at once. All that can wait for nobody comes first; the place is counted last, by one
 * conditional update, so that the programme's row is locked for no longer than that and the commit.
 *
 * @throws {HubError} FULL when no place is left, CLOSED when the programme was cancelled or is over. Under a grant or consignment also FULL where the
 *   resident has a place of a full programme that was not given under it: else an app could try whose card has one.
 */
export async function enrol(writing: Writing, input: EnrolInput): Promise<GivenPlace> {
  const { database, grant, now, today } = writing
  const { community } = input
  const programme = requireOwnId('programme', input.programme, community)
  return database.writeSql(async (sql) => {
    const { endsOn, ...before } = await readOpenProgramme(sql, community, programme, today())
    const resident = await pseudonymOf(database.keys, sql, community, input.resident)
    await keepResident(sql, resident, input, grant)
    const isNew = await claimPlace(sql, community, programme, resident, today(), now())
    const isFull = before.enrolled >= before.capacity
    if (grant !== null && !isNew && isFull && !(await hasReceipt(sql, { community, programme, resident, grant }))) {
      throw full(input.programme)
    }
    const receipt =
      grant === null
        ? null
        : await makeReceipt(sql, { community, grant, today: today() }, { programme, resident, lastDay: endsOn })
    if (isNew && !(await countPlace(sql, community, programme, today()))) {
      // Cancelled in the meantime, or else full.
      await readOpenProgramme(sql, community, programme, today())
      throw full(input.programme)
    }
    return { programme: toGlobalId(community, programme), receipt }
  })
}

function full(programme: string): HubError {
  return new HubError(
    'FULL',
    {
      en: 'Expected a programme with a free place, but all places are taken.',
      zh: '应为有空余名额的学习项目，而名额已满。',
    },
    { programme },
  )
}

async function readOpenProgramme(
  sql: TransactionSql,
  community: string,
  id: string,
  today: string,
): Promise<ProgrammeState> {
  const programme = await readProgramme(sql, community, id, 'unlocked')
  refuseCancelled(programme)
  refuseOver(programme, today)
  return programme
}

/** Keeps what measures need to know of a resident, as the office told it last. Neither grant nor consignment lets anybody change what is known. */
async function keepResident(
  sql: TransactionSql,
  resident: string,
  input: EnrolInput,
  grant: string | null,
): Promise<void> {
  const change =
    grant === null
      ? `update set learner_group = excluded.learner_group, sixty_or_over = excluded.sixty_or_over, residence = excluded.residence
       where (resident.learner_group, resident.sixty_or_over, resident.residence)
         is distinct from (excluded.learner_group, excluded.sixty_or_over, excluded.residence)`
      : 'nothing'
  await sql(
    `insert into resident (community_code, pseudonym, learner_group, sixty_or_over, residence)
     values ($1, $2::uuid, $3::learner_group, $4, $5)
     on conflict (community_code, pseudonym) do ${change}`,
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
