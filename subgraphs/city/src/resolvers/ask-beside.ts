import { withoutPadding } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { MeasureQuery } from '@shequ/subgraph/measures/measure-query'
import type { MeasureTable } from '@shequ/subgraph/measures/measure-table'
import { readerLevel } from '@shequ/subgraph/measures/reader-level'
import type { Context } from './context.js'

/** The most cities of a table. */
const mostCities = 20

/**
 * Answers a question of measures of several cities side by side, as one table.
 *
 * @throws {HubError} BAD_USER_INPUT when it can't be answered as asked; NOT_FOUND when a city is not on this hub.
 */
export async function askBeside(
  within: string,
  beside: readonly string[],
  query: MeasureQuery,
  { loaders, viewer }: Context,
): Promise<MeasureTable> {
  const codes = [within, ...beside]
  if (codes.length > mostCities) {
    throw refuse(
      'beside',
      `Expected at most ${mostCities - 1} cities beside the one of \`within\`, but got ${beside.length}. Ask in several questions.`,
    )
  }
  const twice = codes.find((code, index) => codes.indexOf(code) !== index)
  if (twice !== undefined) throw refuse('beside', `Expected each city once, but got ${twice} twice. Leave one out.`)
  const other = codes.find((code) => withoutPadding(code).length > 4)
  if (other !== undefined) {
    throw refuse(
      'beside',
      `Expected cities in \`within\` and \`beside\`, but ${other} is none. Ask for it apart, or in \`areaGroups\`.`,
    )
  }
  const cities = await Promise.all(codes.map((code) => loaders.city.load(code)))
  const missing = codes.find((_code, index) => !cities[index])
  if (missing !== undefined) {
    throw new HubError(
      'NOT_FOUND',
      `Expected cities on this hub in \`within\` and \`beside\`, but found no city ${missing}. Ask \`cities { code name }\` for those there are.`,
      {
        argument: missing === within ? 'within' : 'beside',
      },
    )
  }
  const owners = codes.map((code) => ({ code, reader: readerLevel(viewer, 'city', code) }))
  return (await loaders.measures.loadBeside(owners, query)).table
}

function refuse(argument: string, message: string): HubError {
  return new HubError('BAD_USER_INPUT', message, { argument })
}
