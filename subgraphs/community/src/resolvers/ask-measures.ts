import { HubError } from '@shequ/schema/errors/hub-error'
import type { MeasureQuery } from '@shequ/subgraph/measures/measure-query'
import type { MeasureTable } from '@shequ/subgraph/measures/measure-table'
import { readerLevel } from '@shequ/subgraph/measures/reader-level'
import type { Context } from './context.js'
import type { CommunityRow } from '../database/rows.js'

/**
 * Answers a question of measures from a community's own releases. Residents are the borough's figure, handed over with
 * the community's code.
 *
 * @throws {HubError} BAD_USER_INPUT when it can't be answered as asked; NOT_FOUND when this server holds no such community.
 */
export async function askMeasures(
  { code, residents, olderResidents }: CommunityRow,
  query: MeasureQuery,
  { loaders, viewer }: Context,
): Promise<MeasureTable> {
  const owner = { code, reader: readerLevel(viewer, 'community', code), residents, olderResidents }
  const { table, isKnown } = await loaders.measures.load(owner, query)
  if (isKnown) return table
  throw new HubError('NOT_FOUND', `Expected a community of this server, but ${code} is none.`, { community: code })
}
