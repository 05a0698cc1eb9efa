import { HubError } from '@shequ/schema/errors/hub-error'
import { readerLevel } from '@shequ/subgraph/measures/reader-level'
import type { Connection } from '@shequ/subgraph/paging/connection'
import { findBasis } from '../access/find-basis.js'
import type { Context } from './context.js'
import type { CommunityLocalArgs, CommunityLocalFieldsArgs } from '../generated/resolver-types.js'
import type { CommunityRow, LocalFieldRow } from '../database/rows.js'

/**
 * Reads a field of a community's own by its name, as far as the community shares it; null for one that there is not.
 *
 * @throws {HubError} FORBIDDEN, naming the community, the field and how far it is shared.
 */
export async function readLocalField(
  { code: community }: CommunityRow,
  { name }: CommunityLocalArgs,
  context: Context,
): Promise<LocalFieldRow | null> {
  const field = await context.loaders.localField.load({ community, name })
  if (!field || field.removedAt !== null) return null
  if (await noteReading(context, field)) return field
  const { level } = field
  throw new HubError(
    'FORBIDDEN',
    {
      en: `The community ${community} shares its field "${name}" at level ${level}, which does not include the ${context.viewer.role}.`,
      zh: `社区 ${community} 对自设字段 "${name}" 的共享级别为 ${level}，不包括 ${context.viewer.role}。`,
    },
    { community, level },
  )
}

/** Lists the fields of a community's own that a viewer may read. */
export async function listLocalFields(
  { code: community }: CommunityRow,
  filter: CommunityLocalFieldsArgs,
  context: Context,
): Promise<Connection<LocalFieldRow>> {
  const level = readerLevel(context.viewer, 'community', community)
  const parent = { key: community, owner: community }
  const page = await context.loaders.localFieldsOfCommunity.load(parent, { ...filter, level })
  await Promise.all(page.nodes.map((field) => noteReading(context, field)))
  return page
}

/** Notes that a field is read or refused, where it is not public; false when it is refused. */
async function noteReading(context: Context, { owner: community, name, level }: LocalFieldRow): Promise<boolean> {
  if (level === 'PUBLIC') return true
  const { whole, isParty } = await findBasis(context, { community, level, scopes: [] })
  const access = { community, action: 'READ', dataset: null, field: `Community.local(${name})`, basis: whole } as const
  if (whole) context.accesses.note(access, 1)
  else context.accesses.refuse(access, isParty)
  return whole !== null
}
