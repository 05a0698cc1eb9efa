import type { Connection } from '@shequ/subgraph/paging/connection'
import type { Parent } from '@shequ/subgraph/paging/list-loader'
import type { Context } from './context.js'
import type { Loaders } from '../loaders/loaders.js'
import type { CommunityRow } from '../database/rows.js'
import { requireRight } from './require-right.js'

/**
 * Resolves a list that only the community's own office reads.
 *
 * @param prepare what is done first, once it is known that the office asks
 */
export function officeList<Filter, Row>(
  listOf: (loaders: Loaders) => { load(parent: Parent, filter: Filter): Promise<Connection<Row>> },
  prepare: (context: Context) => Promise<void> = () => Promise.resolve(),
) {
  return async (
    { code }: CommunityRow,
    filter: Filter,
    context: Context,
    { fieldName }: { readonly fieldName: string },
  ): Promise<Connection<Row>> => {
    const field = `Community.${fieldName}`
    const access = await requireRight(context, { community: code, action: 'READ', field, scopes: [] })
    await prepare(context)
    const page = await listOf(context.loaders).load({ key: code, owner: code }, filter)
    context.accesses.note(access, page.nodes.length)
    return page
  }
}
