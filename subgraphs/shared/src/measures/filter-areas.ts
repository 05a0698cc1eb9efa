import { isWithin, withoutPadding } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Tier } from '@shequ/schema/tiers'
import { areasByLevel } from './areas-by-level.js'
import type { AreaGroup, AreaLevel, MeasureFilter } from './measure-query.js'
import type { Parameters } from './parameters.js'
import { refuse } from './require-limits.js'

type Level = 'city' | 'borough' | 'street' | 'community'

/** The filters by areas, each with the level whose codes it takes. */
const filters = [
  { name: 'boroughs', level: 'borough', example: '310101000000' },
  { name: 'streets', level: 'street', example: '310101002000' },
  { name: 'communities', level: 'community', example: '310101002001' },
] as const

/** The level of the division that a code names. A city without districts is its own borough, so that a prefecture's code may be one's. */
function levelOf(code: string): Level {
  const digits = withoutPadding(code).length
  if (digits === 2) return 'city'
  if (digits <= 6) return 'borough'
  return digits === 9 ? 'street' : 'community'
}

/**
 * Holds the areas of a filter to their level, and to the divisions that are asked, as far as codes tell: each lies in one, or one in it.
 *
 * @throws {HubError} BAD_USER_INPUT, naming the first code that does not belong there.
 */
export function requireAreas(filter: MeasureFilter, within: readonly string[]): void {
  for (const { name, level, example } of filters) {
    for (const code of filter[name] ?? []) {
      if (levelOf(code) !== level) {
        throw refuse(
          `filter.${name}`,
          `Expected \`filter.${name}\` to have codes of ${name} such as ${example}, but ${code} is that of a ${levelOf(code)}. ${elsewhere(levelOf(code))}`,
        )
      }
      requireWithin(`filter.${name}`, code, within, name)
    }
  }
}

/** Where the code of a division of a level belongs. */
function elsewhere(level: Level): string {
  const list = filters.find((each) => each.level === level)
  return list === undefined ? 'Ask it by `within`.' : `Give it in \`filter.${list.name}\`.`
}

/** @throws {HubError} BAD_USER_INPUT for an area that lies in none of the divisions that are asked, and that none of these lies in. */
export function requireWithin(argument: string, code: string, within: readonly string[], words = 'areas'): void {
  if (within.some((division) => isWithin(code, division) || isWithin(division, code))) return
  throw refuse(
    argument,
    `Expected \`${argument}\` to have codes of ${words} within ${within.join(' or ')}, but ${code} lies elsewhere. Leave it out, or ask within what both lie in.`,
  )
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
  const all = (level: AreaLevel, codes: readonly string[] | null | undefined) => {
    const together = [...(codes ?? []), ...(named.get(level) ?? [])]
    return together.length === 0 ? null : together
  }
  const [boroughs, streets, communities] = [
    all('BOROUGH', filter.boroughs),
    all('STREET', filter.streets),
    all('COMMUNITY', filter.communities),
  ]
  const tally = (level: 'BOROUGH' | 'STREET') => `register_tally where area_level = '${level}' and area_code = code`
  const lists = [
    [boroughs, tally('BOROUGH')],
    [streets, tally('STREET')],
    [communities, 'area where community_code = code'],
  ] as const
  const strangers = lists.flatMap(([codes, register]) =>
    codes
      ? [`select code from unnest(${parameters.add(codes, 'text[]')}) code where not exists (select from ${register})`]
      : [],
  )
  return strangers.length === 0 ? 'null::text[]' : `array(${strangers.join(' union all ')})`
}

/** The error of a filter, or of groups, with an area that is on no register here. */
export function unknownArea(code: string, isGrouped: boolean): HubError {
  const { name = '' } = filters.find(({ level }) => level === levelOf(code)) ?? {}
  const argument = isGrouped ? 'areaGroups' : `filter.${name}`
  return new HubError(
    'NOT_FOUND',
    `Expected \`${argument}\` to have codes of ${name} on this hub, but found no ${code}. Ask \`communities(within:)\` for those there are.`,
    { argument: `query.${argument}` },
  )
}
