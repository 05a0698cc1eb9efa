import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import type { CancelEnrolmentInput } from '../generated/resolver-types.js'
import { readProgramme, refuseOver } from './programme-state.js'
import { pseudonymOf } from './pseudonym.js'
import type { Writing } from './writing.js'

/**
 * Gives a resident's place in a programme up, once however often it is asked, and gives the programme's id.
 *
 * @throws {HubError} NOT_FOUND when the resident never had one, CLOSED when the programme is over.
 */
export async function cancelEnrolment({ database, now, today }: Writing, input: CancelEnrolmentInput): Promise<string> {
  const { community } = input
  const programme = requireOwnId('programme', input.programme, community)
  return database.writeSql(async (sql) => {
    const state = await readProgramme(sql, community, programme, 'unlocked')
    const resident = await pseudonymOf(database.keys, sql, community, input.resident)
    const [enrolment] = await sql<{ status: string }>(
      `select status::text from enrolment
       where community_code = $1 and programme_id = $2::uuid and resident = $3::uuid for no key update`,
      community,
      programme,
      resident,
    )
    if (!enrolment)
      throw new HubError('NOT_FOUND', {
        en: 'Expected a resident with a place in the programme, but got another.',
        zh: '应为在该学习项目中有名额的居民，而收到的不是。',
      })
    if (enrolment.status === 'CANCELLED') return toGlobalId(community, programme)
    refuseOver(state, today())
    await sql(
      `update enrolment set status = 'CANCELLED', cancelled_on = $4::date, updated_at = $5::timestamptz
       where community_code = $1 and programme_id = $2::uuid and resident = $3::uuid`,
      community,
      programme,
      resident,
      today(),
      now().toISOString(),
    )
    await sql(
      'update programme set enrolled = enrolled - 1 where community_code = $1 and id = $2::uuid',
      community,
      programme,
    )
    return toGlobalId(community, programme)
  })
}
