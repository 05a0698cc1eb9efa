import type { Context } from './context.js'
import type { AccessScope } from '../generated/resolver-types.js'
import type { SessionRow } from '../database/rows.js'
import { requireRight } from './require-right.js'
import { centreOfSession } from './shared-types.js'

/** What lets somebody know how many take part. */
export const attendanceScopes = ['READ_ATTENDANCE', 'RECORD_ATTENDANCE'] as const satisfies readonly AccessScope[]

/** How many attended a session, for the community's office and whom it lets know. */
export async function countAttended(session: SessionRow, _args: object, context: Context): Promise<number> {
  const { loaders, accesses } = context
  const access = await requireRight(context, {
    community: session.owner,
    action: 'READ',
    field: 'Session.attended',
    scopes: attendanceScopes,
    centreOf: () => centreOfSession(loaders, session.id),
  })
  accesses.note(access, 1)
  return loaders.attended.load(session)
}
