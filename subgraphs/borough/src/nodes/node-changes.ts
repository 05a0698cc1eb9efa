import { HubError } from '@shequ/schema/errors/hub-error'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import { requireRange } from '@shequ/subgraph/records/numbers'
import type { NodeChanges } from '../generated/resolver-types.js'

type Change = NodeChanges['changes'][number] & { readonly revision: string }

/**
 * The register's changes behind a revision, oldest first: of each community its latest. Revisions are given out in the
 * order in which changes are committed, so that nothing ever appears behind a reader.
 *
 * @throws {HubError} BAD_USER_INPUT when `after` is no revision, or `first` too many.
 */
export async function nodeChanges(
  run: RunStatement,
  after: string,
  first: number | null | undefined,
): Promise<NodeChanges> {
  if (!/^\d{1,18}$/.test(after)) {
    throw new HubError('BAD_USER_INPUT', `Expected \`after\` to be a revision, but got "${after.slice(0, 40)}".`, {
      argument: 'after',
    })
  }
  const size = requireRange('first', first ?? 500, 1, 1_000)
  const rows = await run<Change>({
    text: `select community_code as community, status::text as status, epoch, address, keys, stale_for as "staleFor", revision::text as revision
      from node where revision > $1::bigint order by node.revision limit $2::int`,
    values: [after, size + 1],
  })
  const changes = rows.slice(0, size)
  return { changes, revision: changes.at(-1)?.revision ?? after, hasMore: rows.length > size }
}
