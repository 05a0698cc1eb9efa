import { divisionsAround, withoutPadding } from '@shequ/schema/codes/division-code'
import { measuringTerms } from '@shequ/schema/terms/measuring-terms'
import { areaDimensions, areasOfGroups, levelOfArea, listOfLevel } from './areas-by-level.js'
import { requireWithin } from './filter-areas.js'
import type { AreaGroup, MeasureQuery } from './measure-query.js'
import { refuse } from './require-limits.js'

/** The most groups of a question, the most areas in all of them, and the most characters of a name. */
const groupLimits = { groups: 50, areas: 500, name: 100 } as const

/**
 * Holds the groups of a question to what can be taken together.
 *
 * @returns null where the question has none.
 * @throws {HubError} BAD_USER_INPUT: what was expected, what came, and what to ask instead.
 */
export function requireGroups({ areaGroups, groupBy, filter }: MeasureQuery): readonly AreaGroup[] | null {
  const isBy = (groupBy ?? []).includes('AREA_GROUP')
  if (!areaGroups) {
    if (!isBy) return null
    throw refuse('areaGroups', {
      en: 'Expected `areaGroups` for rows by AREA_GROUP, but got none. Give them, or leave AREA_GROUP out.',
      zh: '按自定区域（AREA_GROUP）分列须有自定区域（`areaGroups`），而所给没有。请给出，或去掉 AREA_GROUP。',
    })
  }
  if (!isBy)
    throw refuse('groupBy', {
      en: 'Expected rows by AREA_GROUP where there are `areaGroups`. Add AREA_GROUP to `groupBy`.',
      zh: '有自定区域（`areaGroups`）时应按自定区域分列。请在 `groupBy` 中加上 AREA_GROUP。',
    })
  const other = (groupBy ?? []).find((dimension) => areaDimensions.includes(dimension))
  if (other !== undefined) {
    throw refuse('groupBy', {
      en: `Expected no other areas beside AREA_GROUP, but got ${other}. Leave it out, or ask for both apart.`,
      zh: `自定区域（AREA_GROUP）不能与其他地区分组并用，而所给有${measuringTerms.Dimension[other].zh}（${other}）。请去掉它，或分开查询。`,
    })
  }
  const narrowed = Object.values(listOfLevel).find((list) => filter?.[list])
  if (narrowed !== undefined) {
    throw refuse(`filter.${narrowed}`, {
      en: `Groups of areas (\`areaGroups\`) already say which areas. Leave out \`filter.${narrowed}\`.`,
      zh: `已选自定区域（\`areaGroups\`），不能再限定区。请清空“仅限以下各区”（\`filter.${narrowed}\`）。`,
    })
  }
  requireNumbers(areaGroups)
  for (const group of areaGroups) requireApart(group)
  return areaGroups
}

function requireNumbers(groups: readonly AreaGroup[]): void {
  const areas = groups.reduce((sum, { codes }) => sum + codes.length, 0)
  if (groups.length === 0 || groups.length > groupLimits.groups) {
    throw refuse('areaGroups', {
      en: `Expected 1 to ${groupLimits.groups} groups, but got ${groups.length}. Give one at least, and ask for more in several questions.`,
      zh: `自定区域应有1至${groupLimits.groups}组，而所给为${groups.length}组。请至少给出一组；更多时请分几次查询。`,
    })
  }
  if (areas > groupLimits.areas) {
    throw refuse('areaGroups', {
      en: `Expected at most ${groupLimits.areas} areas in all groups, but got ${areas}. Name boroughs or streets in the place of their parts.`,
      zh: `各自定区域合计最多${groupLimits.areas}个地区，而所给为${areas}个。请用区或街道代替其下属地区。`,
    })
  }
  for (const [index, { name, codes }] of groups.entries()) {
    if (codes.length === 0)
      throw refuse('areaGroups', {
        en: `The group "${name.slice(0, groupLimits.name)}" has no area. Choose one, or remove the group.`,
        zh: `自定区域“${name.slice(0, groupLimits.name)}”未选地区。请选择，或删除该组。`,
      })
    if (name.trim() === '' || name.length > groupLimits.name) {
      throw refuse('areaGroups', {
        en: `Expected names of 1 to ${groupLimits.name} characters, but one has ${name.trim().length}. Give it another.`,
        zh: `自定区域的名称应有1至${groupLimits.name}个字符，而其中一个有${name.trim().length}个。请改名。`,
      })
    }
    if (groups.findIndex((group) => group.name === name) < index) {
      throw refuse('areaGroups', {
        en: `Expected each group to have a name of its own, but got "${name}" twice. Rename one.`,
        zh: `各自定区域的名称应不同，而“${name}”出现两次。请改其一。`,
      })
    }
  }
}

/** Areas of which one holds the other would count the same people twice. */
function requireApart({ name, codes }: AreaGroup): void {
  const all = new Set(codes)
  const inner = codes.find((code, index) => codes.lastIndexOf(code) !== index || liesInOneOf(code, all))
  if (inner === undefined) return
  throw refuse('areaGroups', {
    en: `In the group "${name}" an area is there twice or lies in another (${inner}). Leave it out.`,
    zh: `“${name}”中有地区重复或互相包含（${inner}）。请去掉一个。`,
  })
}

/** Holds the areas of groups to what is asked, as far as codes tell: each is a borough, street or community in one of the divisions. */
export function requireGroupAreas(groups: readonly AreaGroup[], within: readonly string[]): void {
  for (const { name, codes } of groups) {
    for (const code of codes) {
      const isCity = withoutPadding(code).length === 4 && !within.includes(code)
      if (levelOfArea(code) === undefined || isCity) {
        throw refuse('areaGroups', {
          en: `Expected boroughs, streets and communities in the group "${name}", but ${code} is none. Ask a city by \`within\` or \`beside\`.`,
          zh: `自定区域“${name}”中应为区、街道或社区，而 ${code} 不是。市请用 \`within\` 或 \`beside\` 查询。`,
        })
      }
      requireWithin('areaGroups', code, within)
    }
  }
}

/** The areas of all groups together: those that lie in no other. */
export function areasTogether(groups: readonly AreaGroup[]): readonly string[] {
  const codes = areasOfGroups(groups)
  const all = new Set(codes)
  return codes.filter((code) => !liesInOneOf(code, all))
}

function liesInOneOf(code: string, divisions: ReadonlySet<string>): boolean {
  return divisionsAround(code).some((division) => divisions.has(division))
}
