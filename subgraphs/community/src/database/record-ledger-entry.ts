import { HubError } from '@shequ/schema/errors/hub-error'
import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requirePositiveMoney } from '@shequ/subgraph/records/numbers'
import { requirePastDay } from '@shequ/subgraph/records/record-day'
import { requireText, shortText } from '@shequ/subgraph/records/text'
import type { RecordLedgerEntryInput } from '../generated/resolver-types.js'
import { makeCommunityOnce } from './make-community-once.js'
import { type Writing, written } from './writing.js'

/** Books an amount from one account to another, and gives the entry's id. */
export async function recordLedgerEntry(writing: Writing, input: RecordLedgerEntryInput): Promise<string> {
  const { community: communityCode, debit, credit } = input
  if (debit === credit) {
    throw new HubError(
      'BAD_USER_INPUT',
      {
        en: `Expected \`credit\` to be another account than \`debit\`, but got ${credit}.`,
        zh: `\`credit\` 与 \`debit\` 应为不同的科目，而收到的都是 ${credit}。`,
      },
      {
        argument: 'credit',
      },
    )
  }
  const amount = requirePositiveMoney('amount', input.amount)
  const subject = requireText('subject', input.subject, shortText)
  const bookedOn = toDayColumn(requirePastDay('bookedOn', input.bookedOn, writing.today()))
  return writing.database.write((transaction) =>
    makeCommunityOnce(transaction, 'recordLedgerEntry', input, (id) =>
      transaction.ledgerEntry.create({
        data: { communityCode, id, bookedOn, debit, credit, amount, subject, ...written(writing) },
      }),
    ),
  )
}
