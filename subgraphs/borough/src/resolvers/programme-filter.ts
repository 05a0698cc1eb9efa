import { isWithin, withoutPadding } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import { requireRange } from '@shequ/subgraph/records/numbers'
import type { NearInput, ProgrammeFilter } from '../generated/resolver-types.js'
import type { Loaders } from '../loaders/loaders.js'
import type { Meeting } from '../loaders/lists/meeting-at.js'

const mostAreas = 50

/**
 * The areas that a search is narrowed to.
 *
 * @throws {HubError} BAD_USER_INPUT when there are none, too many, or one that does not lie in `within`.
 */
export function requireAreas(
  within: string,
  areas: readonly string[] | null | undefined,
): readonly string[] | undefined {
  if (!areas) return undefined
  requireRange('filter.areas', areas.length, 1, mostAreas)
  const outside = areas.find((area) => !isWithin(area, within) || withoutPadding(area).length < 6)
  if (outside === undefined) return areas
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`filter.areas\` to be boroughs, streets or communities of ${within}, but got ${outside}. To search several cities, ask for each.`,
      zh: `\`filter.areas\` 应为 ${within} 的区、街道或社区，而收到的是 ${outside}。要搜索多个城市，请逐个查询。`,
    },
    { argument: 'filter.areas' },
  )
}

/**
 * Looks areas up, each level in one statement: a wrong code must not pass for an area without programmes.
 *
 * @throws {HubError} NOT_FOUND when one is not on this hub.
 */
export async function requireRegistered(areas: readonly string[], loaders: Loaders): Promise<void> {
  const found = await Promise.all(areas.map(async (code) => (await loaderOf(code, loaders).load(code)) !== null))
  const missing = areas[found.indexOf(false)]
  if (missing === undefined) return
  throw new HubError(
    'NOT_FOUND',
    {
      en: `Expected \`filter.areas\` to be divisions of this hub, but found no ${missing}.`,
      zh: `\`filter.areas\` 应为本平台上的区划，而没有找到 ${missing}。`,
    },
    {
      argument: 'filter.areas',
    },
  )
}

function loaderOf(code: string, loaders: Loaders): { load(code: string): Promise<object | null> } {
  const digits = withoutPadding(code).length
  return digits <= 6 ? loaders.borough : digits === 9 ? loaders.street : loaders.community
}

/** @throws {HubError} BAD_USER_INPUT when the point is none on earth, or the distance is out of range. */
export function requireNear(near: NearInput | null | undefined): NearInput | undefined {
  if (!near) return undefined
  requireRange('filter.near.latitude', near.latitude, -90, 90)
  requireRange('filter.near.longitude', near.longitude, -180, 180)
  requireRange('filter.near.kilometres', near.kilometres, 0.1, 100)
  return near
}

/** What a session is to be like; undefined where nothing is asked of sessions. */
export function meetingOf(
  { to, weekdays, startsFrom, startsBefore }: ProgrammeFilter,
  from: string,
): Meeting | undefined {
  if (!weekdays && !startsFrom && !startsBefore) return undefined
  return {
    from,
    to: to ?? null,
    weekdays: weekdays ?? null,
    startsFrom: startsFrom ?? null,
    startsBefore: startsBefore ?? null,
  }
}
