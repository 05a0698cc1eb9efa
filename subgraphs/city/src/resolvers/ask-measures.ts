import { HubError } from '@shequ/schema/errors/hub-error'
import type { MeasureQuery } from '@shequ/subgraph/measures/measure-query'
import type { MeasureTable } from '@shequ/subgraph/measures/measure-table'
import { readerLevel } from '@shequ/subgraph/measures/reader-level'
import type { Context } from './context.js'

/**
 * Answers a question of measures asked of a city, or of a borough, street or community that the city knows.
 *
 * @throws {HubError} BAD_USER_INPUT when it can't be answered as asked; NOT_FOUND when the city knows no such division.
 */
export async function askMeasures(
  within: string,
  query: MeasureQuery,
  { loaders, viewer }: Context,
): Promise<MeasureTable> {
  const owner = { code: within, reader: readerLevel(viewer, 'city', within) }
  const { table, isKnown } = await loaders.measures.load(owner, query)
  if (isKnown || (await loaders.city.load(within))) return table
  throw new HubError(
    'NOT_FOUND',
    `Expected \`within\` to be a city, borough, street or community on this hub, but found no ${within}.`,
    { argument: 'within' },
  )
}
