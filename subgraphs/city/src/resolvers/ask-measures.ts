import { HubError } from '@shequ/schema/errors/hub-error'
import { askMeasures } from '@shequ/subgraph/measures/ask-measures'
import type { MeasureQuery } from '@shequ/subgraph/measures/measure-query'
import type { MeasureTable } from '@shequ/subgraph/measures/measure-table'
import type { Context } from './context.js'

/**
 * Answers a question of measures asked of a city, or of a borough, street or community that the city knows.
 *
 * @throws {HubError} BAD_USER_INPUT when it can't be answered as asked; NOT_FOUND when the city knows no such division.
 */
export function askCityMeasures(within: string, query: MeasureQuery, context: Context): Promise<MeasureTable> {
  const requireKnown = async () => {
    if (await context.loaders.city.load(within)) return
    throw new HubError(
      'NOT_FOUND',
      {
        en: `Expected \`within\` to be a city, borough, street or community on this hub, but found no ${within}. Ask \`cities { code name }\` for the cities there are, and what lies in them.`,
        zh: `\`within\` 应为本平台上的市、区、街道或社区，而没有找到 ${within}。可用 \`cities { code name }\` 查询现有城市及其范围内的地区。`,
      },
      { argument: 'within' },
    )
  }
  return askMeasures({ tier: 'city', code: within, requireKnown }, query, context)
}
