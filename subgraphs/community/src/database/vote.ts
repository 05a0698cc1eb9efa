import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId, toGlobalId } from '@shequ/subgraph/records/global-id'
import { notFound } from '@shequ/subgraph/records/not-found'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { VoteInput } from '../generated/resolver-types.js'
import { pseudonymOf } from './pseudonym.js'
import type { Writing } from './writing.js'

interface Voting {
  readonly openedOn: string
  readonly votingUntil: string
  readonly isClosed: boolean
}

/**
 * Counts a resident's vote on a proposal and gives the proposal's id.
 *
 * @throws {HubError} CLOSED outside the voting days, CONFLICT when the resident voted before.
 */
export async function vote({ database, now, today }: Writing, input: VoteInput): Promise<string> {
  const { community } = input
  const proposal = requireOwnId('proposal', input.proposal, community)
  return database.writeSql(async (sql) => {
    await requireVoting(sql, community, proposal, today())
    const voter = await pseudonymOf(database.keys, sql, community, input.resident)
    const counted = await sql(
      `insert into vote (community_code, proposal_id, voter, choice, cast_at)
       values ($1, $2::uuid, $3::uuid, $4::vote_choice, $5::timestamptz) on conflict do nothing returning proposal_id`,
      community,
      proposal,
      voter,
      input.choice,
      now().toISOString(),
    )
    if (counted.length > 0) return toGlobalId(community, proposal)
    throw new HubError('CONFLICT', {
      en: "Expected a resident who has not voted on this proposal, but this one's vote counts.",
      zh: '应为尚未就此提案投票的居民，而该居民已投票。',
    })
  })
}

/** Shares a lock with other votes, so that the proposal is not closed between this look and the vote. */
async function requireVoting(sql: TransactionSql, community: string, proposal: string, today: string): Promise<void> {
  const [voting] = await sql<Voting>(
    `select opened_on::text as "openedOn", voting_until::text as "votingUntil", closed_at is not null as "isClosed"
     from proposal where community_code = $1 and id = $2::uuid and removed_at is null for share`,
    community,
    proposal,
  )
  if (!voting) throw notFound('proposal', toGlobalId(community, proposal))
  const { openedOn, votingUntil, isClosed } = voting
  if (isClosed)
    throw new HubError('CLOSED', {
      en: 'Expected a proposal that is open for voting, but it is closed.',
      zh: '应为正在表决的提案，而该提案的表决已结束。',
    })
  if (today >= openedOn && today <= votingUntil) return
  throw new HubError('CLOSED', {
    en: `Expected a vote on one of the voting days, ${openedOn} to ${votingUntil}, but it is ${today}.`,
    zh: `应在表决日 ${openedOn} 至 ${votingUntil} 内投票，而今天是 ${today}。`,
  })
}
