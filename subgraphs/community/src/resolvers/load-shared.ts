import type { Context } from '../context.js'
import type { Dataset } from '../generated/resolver-types.js'
import type { Loaders } from '../loaders/loaders.js'
import { requireShared } from './require-shared.js'

/** Loads a record by its id, as far as its community shares the dataset; null for an id that no record has. */
export async function loadShared<Row extends { readonly owner: string }>(
  context: Context,
  dataset: Dataset,
  loaderOf: (loaders: Loaders) => { load(id: string): Promise<Row | null> },
  id: string,
): Promise<Row | null> {
  const row = await loaderOf(context.loaders).load(id)
  if (row) await requireShared(context, row.owner, dataset)
  return row
}

/** Resolves an entity that is entered by its id, under the same rule. */
export function sharedRecord<Row extends { readonly owner: string }>(
  dataset: Dataset,
  loaderOf: (loaders: Loaders) => { load(id: string): Promise<Row | null> },
) {
  return ({ id }: { readonly id: string }, context: Context) => loadShared(context, dataset, loaderOf, id)
}
