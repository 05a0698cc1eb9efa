import type { Connection } from '@shequ/subgraph/paging/connection'
import { folded } from '@shequ/subgraph/paging/folded'
import { followsChanges } from '@shequ/subgraph/paging/list-conditions'
import type { ListLoader } from '@shequ/subgraph/paging/list-loader'
import type { PageArguments } from '@shequ/subgraph/paging/page-arguments'
import { chinaDay } from '@shequ/process/china-day'
import { optionalText, shortText } from '@shequ/subgraph/records/text'
import type { Context } from './context.js'
import type {
  QueryCatalogueWithdrawalsArgs,
  QueryEducationCentresArgs,
  QueryProgrammesArgs,
} from '../generated/resolver-types.js'
import type { Loaders } from '../loaders/loaders.js'
import type { CatalogueWithdrawalRow, ListedCentreRow, ListedProgrammeRow } from '../database/rows.js'
import { type Area, areaOf, requireArea } from './area.js'
import { meetingOf, requireAreas, requireNear, requireRegistered } from './programme-filter.js'

/** Searches the programmes of an area in the catalogue: those that are not over, where nothing else is said and no changes are followed. */
export async function searchProgrammes(
  { within, filter, ...page }: QueryProgrammesArgs,
  { loaders, now }: Context,
): Promise<Connection<ListedProgrammeRow>> {
  const { search, from, areas, ...narrow } = filter ?? {}
  const today = chinaDay(now())
  const asked = {
    ...page,
    ...narrow,
    areas: requireAreas(within, areas),
    near: requireNear(narrow.near),
    words: wordsOf(search),
    from: from ?? (followsChanges(page) ? undefined : today),
    meeting: meetingOf(narrow, from ?? today),
  }
  await requireRegistered(areas ?? [], loaders)
  return searchArea(within, loaders, loaders.programmesIn, asked)
}

/** Searches the education centres of an area in the catalogue. */
export function searchCentres(
  { within, filter, ...page }: QueryEducationCentresArgs,
  { loaders, now }: Context,
): Promise<Connection<ListedCentreRow>> {
  const { search, near, ...narrow } = filter ?? {}
  const asked = { ...page, ...narrow, words: wordsOf(search), near: requireNear(near), on: chinaDay(now()) }
  return searchArea(within, loaders, loaders.centresIn, asked)
}

/** Lists what left the catalogue in an area. */
export function listWithdrawals(
  { within, ...page }: QueryCatalogueWithdrawalsArgs,
  { loaders }: Context,
): Promise<Connection<CatalogueWithdrawalRow>> {
  return searchArea(within, loaders, loaders.withdrawalsIn, page)
}

/** The words of a search, folded as the catalogue's are; wide spaces part them too. */
function wordsOf(search: string | null | undefined): readonly string[] {
  const text = optionalText('filter.search', search, shortText)
  return text ? folded(text).split(/\s+/).filter(Boolean) : []
}

/**
 * @throws {HubError} BAD_USER_INPUT when the area is a community, NOT_FOUND when it is not on this hub: an empty list must not
 *   stand for a wrong code.
 */
async function searchArea<Filter extends PageArguments, Row>(
  within: string,
  loaders: Loaders,
  lists: Readonly<Record<Area['level'], ListLoader<Filter, Row>>>,
  filter: Filter,
): Promise<Connection<Row>> {
  const area = areaOf(within, loaders)
  const page = await lists[area.level].load({ key: within, owner: within }, filter)
  if (page.nodes.length === 0) await requireArea(area, within)
  return page
}
