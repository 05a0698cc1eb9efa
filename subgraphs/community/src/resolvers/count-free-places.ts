import { findBasis } from '../access/find-basis.js'
import type { ProgrammeRow } from '../database/rows.js'
import type { Context } from './context.js'
import { attendanceScopes } from './count-attended.js'
import { centreOfProgramme } from './shared-types.js'

/**
 * How many places of a programme are left, for whoever may know how many attend. Others get null: anybody may ask for it, so that it is no
 * refusal.
 */
export async function countFreePlaces(
  programme: ProgrammeRow,
  _args: object,
  context: Context,
): Promise<number | null> {
  const { owner: community, freePlaces } = programme
  const { whole, centres } = await findBasis(context, { community, level: 'PRIVATE', scopes: attendanceScopes })
  const basis = whole ?? centres.get(centreOfProgramme(programme) ?? '')
  if (!basis) return null
  // What the office wrote is logged, and with it what it is answered.
  if (basis.kind !== 'OWN' || !context.accesses.hasWritten()) {
    context.accesses.note({ community, action: 'READ', dataset: null, field: 'Programme.freePlaces', basis }, 1)
  }
  return freePlaces
}
