import type { Parent } from '@shequ/subgraph/paging/list-loader'
import type { Context } from '../context.js'
import type { Dataset } from '../generated/resolver-types.js'
import type { Loaders } from '../loaders/loaders.js'
import type { CommunityRow } from '../rows.js'
import { requireShared } from './require-shared.js'

/** Resolves a list of a community's, as far as it shares the dataset. */
export function sharedList<Filter, Page>(
  dataset: Dataset,
  listOf: (loaders: Loaders) => { load(parent: Parent, filter: Filter): Promise<Page> },
) {
  return async ({ code }: CommunityRow, filter: Filter, context: Context): Promise<Page> => {
    // Asked for at once with the permission, since nearly all are given; what is refused is dropped unseen.
    const page = listOf(context.loaders).load({ key: code, owner: code }, filter)
    page.catch(() => undefined)
    await requireShared(context, code, dataset)
    return page
  }
}
