import { divisionsAround, withoutPadding } from '@shequ/schema/codes/division-code'
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
    throw refuse(
      'areaGroups',
      'Expected `areaGroups` for rows by AREA_GROUP, but got none. Give them, or leave AREA_GROUP out.',
    )
  }
  if (!isBy)
    throw refuse('groupBy', 'Expected rows by AREA_GROUP where there are `areaGroups`. Add AREA_GROUP to `groupBy`.')
  const other = (groupBy ?? []).find((dimension) => areaDimensions.includes(dimension))
  if (other !== undefined) {
    throw refuse(
      'groupBy',
      `Expected no other areas beside AREA_GROUP, but got ${other}. Leave it out, or ask for both apart.`,
    )
  }
  const narrowed = Object.values(listOfLevel).find((list) => filter?.[list])
  if (narrowed !== undefined) {
    throw refuse(
      `filter.${narrowed}`,
      `Expected no \`filter.${narrowed}\` beside \`areaGroups\`, which name the areas themselves. Leave it out.`,
    )
  }
  requireNumbers(areaGroups)
  for (const group of areaGroups) requireApart(group)
  return areaGroups
}

function requireNumbers(groups: readonly AreaGroup[]): void {
  const areas = groups.reduce((sum, { codes }) => sum + codes.length, 0)
  if (groups.length === 0 || groups.length > groupLimits.groups) {
    throw refuse(
      'areaGroups',
      `Expected 1 to ${groupLimits.groups} groups, but got ${groups.length}. Give one at least, and ask for more in several questions.`,
    )
  }
  if (areas > groupLimits.areas) {
    throw refuse(
      'areaGroups',
      `Expected at most ${groupLimits.areas} areas in all groups, but got ${areas}. Name boroughs or streets in the place of their parts.`,
    )
  }
  for (const [index, { name, codes }] of groups.entries()) {
    if (codes.length === 0)
      throw refuse(
        'areaGroups',
        `Expected at least one area in each group, but "${name.slice(0, groupLimits.name)}" has none. Give its codes, or leave it out.`,
      )
    if (name.trim() === '' || name.length > groupLimits.name) {
      throw refuse(
        'areaGroups',
        `Expected names of 1 to ${groupLimits.name} characters, but one has ${name.trim().length}. Give it another.`,
      )
    }
    if (groups.findIndex((group) => group.name === name) < index) {
      throw refuse('areaGroups', `Expected each group to have a name of its own, but got "${name}" twice. Rename one.`)
    }
  }
}

/** Areas of which one holds the other would count the same people twice. */
function requireApart({ name, codes }: AreaGroup): void {
  const all = new Set(codes)
  const inner = codes.find((code, index) => codes.lastIndexOf(code) !== index || liesInOneOf(code, all))
  if (inner === undefined) return
  throw refuse(
    'areaGroups',
    `Expected the areas of a group to lie apart, but in "${name}" ${inner} is there twice, or lies in another. Leave it out.`,
  )
}

/** Holds the areas of groups to what is asked, as far as codes tell: each is a borough, street or community in one of the divisions. */
export function requireGroupAreas(groups: readonly AreaGroup[], within: readonly string[]): void {
  for (const { name, codes } of groups) {
    for (const code of codes) {
      const isCity = withoutPadding(code).length === 4 && !within.includes(code)
      if (levelOfArea(code) === undefined || isCity) {
        throw refuse(
          'areaGroups',
          `Expected boroughs, streets and communities in the group "${name}", but ${code} is none. Ask a city by \`within\` or \`beside\`.`,
        )
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
