import type { Context } from './context.js'
import type { Dataset } from '../generated/resolver-types.js'
import type { Loaders } from '../loaders/loaders.js'
import type { OpenLoaders } from '../loaders/open-loaders.js'
import { visibleTo } from './visible-to.js'
import { type Reading, requireShared } from './require-shared.js'

/** A type of record that communities share as part of a dataset. */
export interface SharedType<Row> {
  readonly name: string
  readonly dataset: Dataset
  readonly loaderOf: (loaders: Loaders, visible: OpenLoaders) => { load(id: string): Promise<Row | null> }
  /** The centre that a record belongs to, by its id in its table; its operator reads it. */
  readonly centreOf?: (row: Row, loaders: Loaders) => string | null | Promise<string | null>
}

/**
 * Loads a record by its id, as far as its community shares it; null for an id that no record has. Where the dataset is not shared
 * with the viewer, it is refused alike whether there is such a record or not.
 */
export async function loadShared<Row extends { readonly owner: string }>(
  context: Context,
  { name, dataset, loaderOf, centreOf = () => null }: SharedType<Row>,
  id: string,
): Promise<Row | null> {
  const [community = ''] = id.split(':')
  const row = await loaderOf(context.loaders, visibleTo(context, community)).load(id)
  if (!row) return await requireAbsent(context, { community, dataset, field: name })
  const permit = await requireShared(context, { community: row.owner, dataset, field: name })
  const centre = permit.centres && (await centreOf(row, context.loaders))
  permit.requireCentre(centre)
  permit.give(1, centre)
  return row
}

/** Says of a record that is not there what is said of one that is: nothing to whom its dataset is not shared with. */
async function requireAbsent(context: Context, reading: Reading): Promise<null> {
  if ((await context.loaders.sharingLevel.load(reading)) === null) return null
  const permit = await requireShared(context, reading)
  permit.requireCentre(null)
  return null
}

/** Resolves an entity that is entered by its id, under the same rule. */
export function sharedRecord<Row extends { readonly owner: string }>(type: SharedType<Row>) {
  return ({ id }: { readonly id: string }, context: Context) => loadShared(context, type, id)
}
