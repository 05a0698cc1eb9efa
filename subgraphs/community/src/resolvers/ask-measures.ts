import { HubError } from '@shequ/schema/errors/hub-error'
import { askMeasures } from '@shequ/subgraph/measures/ask-measures'
import type { MeasureQuery } from '@shequ/subgraph/measures/measure-query'
import type { MeasureTable } from '@shequ/subgraph/measures/measure-table'
import type { CommunityRow } from '../database/rows.js'
import type { Context } from './context.js'

/**
 * Answers a question of measures from a community's own releases. Residents are the borough's figure, handed over with
 * the community's code.
 *
 * @throws {HubError} BAD_USER_INPUT when it can't be answered as asked; NOT_FOUND when this server holds no such community.
 */
export function askCommunityMeasures(
  { code, residents, olderResidents }: CommunityRow,
  query: MeasureQuery,
  context: Context,
): Promise<MeasureTable> {
  const requireKnown = () =>
    Promise.reject(
      new HubError(
        'NOT_FOUND',
        {
          en: `Expected a community of this server, but ${code} is none.`,
          zh: `应为此服务器上的社区，而 ${code} 不是。`,
        },
        { community: code },
      ),
    )
  return askMeasures({ tier: 'community', code, residents, olderResidents, requireKnown }, query, context)
}
