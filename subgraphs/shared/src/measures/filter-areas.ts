import { isWithin } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Tier } from '@shequ/schema/tiers'
import { areaLevels, areasByLevel, levelOfArea, listOfLevel, namesOfLevel } from './areas-by-level.js'
import type { AreaGroup, AreaLevel, MeasureFilter } from './measure-query.js'
import type { Parameters } from './parameters.js'
import { refuse } from './require-limits.js'

/** A code of an area of each level. */
const examples: Readonly<Record<AreaLevel, string>> = {
  BOROUGH: '310101000000',
  STREET: '310101002000',
  COMMUNITY: '310101002001',
}

/**
 * Holds the areas of a filter to their level, and to the divisions that are asked, as far as codes tell: each lies in one, or one in it.
 *
 * @throws {HubError} BAD_USER_INPUT, naming the first code that does not belong there.
 */
export function requireAreas(filter: MeasureFilter, within: readonly string[]): void {
  for (const level of areaLevels) {
    const list = listOfLevel[level]
    for (const code of filter[list] ?? []) {
      const own = levelOfArea(code)
      if (own !== level) {
        const [en, zh] =
          own === undefined
            ? ['Ask it by `within`.', '请用 `within` 查询。']
            : [`Give it in \`filter.${listOfLevel[own]}\`.`, `请在 \`filter.${listOfLevel[own]}\` 中给出。`]
        throw refuse(`filter.${list}`, {
          en: `Expected \`filter.${list}\` to have codes of ${list} such as ${examples[level]}, but ${code} is that of a ${(own ?? 'CITY').toLowerCase()}. ${en}`,
          zh: `\`filter.${list}\` 应为${namesOfLevel[level]}代码，如 ${examples[level]}，而 ${code} 是${namesOfLevel[own ?? 'CITY']}代码。${zh}`,
        })
      }
      requireWithin(`filter.${list}`, code, within, list)
    }
  }
}

/** @throws {HubError} BAD_USER_INPUT for an area that lies in none of the divisions that are asked, and that none of these lies in. */
export function requireWithin(argument: string, code: string, within: readonly string[], words = 'areas'): void {
  if (within.some((division) => isWithin(code, division) || isWithin(division, code))) return
  throw refuse(argument, {
    en: `Expected \`${argument}\` to have codes of ${words} within ${within.join(' or ')}, but ${code} lies elsewhere. Leave it out, or ask within what both lie in.`,
    zh: `\`${argument}\` 应为 ${within.join(' 或 ')} 范围内的地区代码，而 ${code} 在范围之外。请去掉它，或在包含二者的范围内查询。`,
  })
}

/** SQL for the areas of a filter, or of groups, that the tier knows nothing of; of a community, requireAreas leaves none. */
export function strangersSql(
  filter: MeasureFilter,
  groups: readonly AreaGroup[],
  tier: Tier,
  parameters: Parameters,
): string {
  if (tier === 'community') return 'null::text[]'
  const named = areasByLevel(groups)
  const strangers = areaLevels.flatMap((level) => {
    const codes = [...(filter[listOfLevel[level]] ?? []), ...(named.get(level) ?? [])]
    if (codes.length === 0) return []
    const register =
      level === 'COMMUNITY'
        ? 'area where community_code = code'
        : `register_tally where area_level = '${level}' and area_code = code`
    return `select code from unnest(${parameters.add(codes, 'text[]')}) code where not exists (select from ${register})`
  })
  return strangers.length === 0 ? 'null::text[]' : `array(${strangers.join(' union all ')})`
}

/** The error of a filter, or of groups, with an area that is on no register here. */
export function unknownArea(code: string, isGrouped: boolean): HubError {
  const level = levelOfArea(code)
  const list = level === undefined ? '' : listOfLevel[level]
  const argument = isGrouped ? 'areaGroups' : `filter.${list}`
  return new HubError(
    'NOT_FOUND',
    {
      en: `Expected \`${argument}\` to have codes of ${list} on this hub, but found no ${code}. Ask \`communities(within:)\` for those there are.`,
      zh: `\`${argument}\` 应为本平台上的地区代码，而没有找到 ${code}。可用 \`communities(within:)\` 查询现有地区。`,
    },
    { argument: `query.${argument}` },
  )
}
