import { withoutPadding } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Term } from '@shequ/schema/terms/term'
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
    throw refuse('beside', {
      en: `Expected at most ${mostCities - 1} cities beside the one of \`within\`, but got ${beside.length}. Ask in several questions.`,
      zh: `\`within\` 之外最多可并列 ${mostCities - 1} 个市，而所给为 ${beside.length} 个。请分几次查询。`,
    })
  }
  const twice = codes.find((code, index) => codes.indexOf(code) !== index)
  if (twice !== undefined)
    throw refuse('beside', {
      en: `Expected each city once, but got ${twice} twice. Leave one out.`,
      zh: `每个市只能出现一次，而 ${twice} 出现两次。请去掉其一。`,
    })
  const other = codes.find((code) => withoutPadding(code).length > 4)
  if (other !== undefined) {
    throw refuse('beside', {
      en: `Expected cities in \`within\` and \`beside\`, but ${other} is none. Ask for it apart, or in \`areaGroups\`.`,
      zh: `\`within\` 与 \`beside\` 应为市，而 ${other} 不是。请分开查询，或放入 \`areaGroups\`。`,
    })
  }
  const cities = await Promise.all(codes.map((code) => loaders.city.load(code)))
  const missing = codes.find((_code, index) => !cities[index])
  if (missing !== undefined) {
    throw new HubError(
      'NOT_FOUND',
      {
        en: `Expected cities on this hub in \`within\` and \`beside\`, but found no city ${missing}. Ask \`cities { code name }\` for those there are.`,
        zh: `\`within\` 与 \`beside\` 应为本平台上的市，而没有找到 ${missing}。可用 \`cities { code name }\` 查询现有的市。`,
      },
      {
        argument: missing === within ? 'within' : 'beside',
      },
    )
  }
  const owners = codes.map((code) => ({ code, reader: readerLevel(viewer, 'city', code) }))
  return (await loaders.measures.loadBeside(owners, query)).table
}

function refuse(argument: string, message: Term): HubError {
  return new HubError('BAD_USER_INPUT', message, { argument })
}
