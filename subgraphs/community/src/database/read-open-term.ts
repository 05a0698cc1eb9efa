import { HubError } from '@shequ/schema/errors/hub-error'
import { notFound } from '@shequ/subgraph/records/not-found'
import { requireOwnId } from '@shequ/subgraph/records/global-id'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** A consignment that is not over, locked, with its term. */
export interface OpenTerm {
  /** Its id in its table. */
  readonly id: string
  readonly startsOn: string
  readonly endsOn: string
}

interface TermRow extends OpenTerm {
  readonly endedOn: string | null
}

/** @throws {HubError} NOT_FOUND for an id that no consignment of the community has, CLOSED for one that is over. */
export async function readOpenTerm(
  sql: TransactionSql,
  community: string,
  consignment: string,
  today: string,
): Promise<OpenTerm> {
  const [term] = await sql<TermRow>(
    `select id::text, starts_on::text as "startsOn", ends_on::text as "endsOn", ended_on::text as "endedOn" from consignment
     where community_code = $1 and id = $2::uuid and removed_at is null for no key update`,
    community,
    requireOwnId('consignment', consignment, community),
  )
  if (!term) throw notFound('consignment', consignment)
  const last = term.endedOn ?? term.endsOn
  if (term.endedOn === null && term.endsOn >= today) return term
  throw new HubError(
    'CLOSED',
    {
      en: `Expected a consignment that has not ended, but this one ended on ${last}.`,
      zh: `应为尚未结束的委托，而该委托已于 ${last} 结束。`,
    },
    { last },
  )
}
