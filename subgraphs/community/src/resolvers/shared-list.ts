import type { Connection } from '@shequ/subgraph/paging/connection'
import type { Parent } from '@shequ/subgraph/paging/list-loader'
import type { Context } from './context.js'
import type { Dataset } from '../generated/resolver-types.js'
import type { OfCentres } from '../loaders/lists/of-centres.js'
import type { Loaders } from '../loaders/loaders.js'
import type { OpenLoaders } from '../loaders/open-loaders.js'
import type { CommunityRow } from '../database/rows.js'
import { visibleTo } from './visible-to.js'
import { type Permit, requireShared } from './require-shared.js'

/** Loads pages of a list, which can be narrowed to some centres where its records belong to any. */
interface Pages<Filter, Row> {
  load(parent: Parent, filter: Filter & OfCentres): Promise<Connection<Row>>
}

/**
 * Resolves a list of a community's, as far as it shares the dataset.
 *
 * @param listOf the list, of the loaders of what the viewer may know where records tell what single residents did
 * @param centreOf the centre that a record belongs to, by its id in its table; where there is one, its operator reads it
 */
export function sharedList<Filter extends object, Row>(
  dataset: Dataset,
  listOf: (loaders: Loaders, visible: OpenLoaders) => Pages<Filter, Row>,
  centreOf: (row: Row) => string | null = () => null,
) {
  return async (
    { code }: CommunityRow,
    filter: Filter,
    context: Context,
    { fieldName }: { readonly fieldName: string },
  ): Promise<Connection<Row>> => {
    const list = listOf(context.loaders, visibleTo(context, code))
    const parent = { key: code, owner: code }
    // Asked for at once with the permission, since nearly all are given; what is refused is dropped unseen.
    const loading = list.load(parent, filter)
    loading.catch(() => undefined)
    const permit = await requireShared(context, { community: code, dataset, field: `Community.${fieldName}` })
    const page = await (permit.centres ? list.load(parent, { ...filter, centres: permit.centres }) : loading)
    giveRows(permit, page.nodes, centreOf)
    return page
  }
}

/** Gives out rows under a permit; a row of a centre that it does not reach is refused. */
export function giveRows<Row>(permit: Permit, rows: readonly Row[], centreOf: (row: Row) => string | null): void {
  if (!permit.centres) return permit.give(rows.length)
  for (const row of rows) permit.requireCentre(centreOf(row))
  for (const centre of permit.centres) permit.give(rows.filter((row) => centreOf(row) === centre).length, centre)
}
