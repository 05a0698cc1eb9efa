import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requirePositiveMoney } from '@shequ/subgraph/records/numbers'
import { requirePastDay } from '@shequ/subgraph/records/record-day'
import { requireText, shortText } from '@shequ/subgraph/records/text'
import type { RecordDonationInput } from '../generated/resolver-types.js'
import { makeCommunityOnce } from './make-community-once.js'
import { type Writing, written } from './writing.js'

/** Records a donation, books it in the ledger, cash against donations, and gives the donation's id. */
export async function recordDonation(writing: Writing, input: RecordDonationInput): Promise<string> {
  const { community: communityCode } = input
  const title = requireText('title', input.title, shortText)
  const amount = requirePositiveMoney('amountAwarded', input.amountAwarded)
  const day = toDayColumn(requirePastDay('awardDate', input.awardDate, writing.today()))
  const fundingOrganisationCode = input.fundingOrganisation ?? null
  return writing.database.write((transaction) =>
    makeCommunityOnce(transaction, 'recordDonation', input, async (id) => {
      const record = { communityCode, ...written(writing) }
      await transaction.donation.create({
        data: { ...record, id, title, awardDate: day, amountAwarded: amount, fundingOrganisationCode },
      })
      await transaction.ledgerEntry.create({
        data: { ...record, bookedOn: day, debit: 'CASH', credit: 'DONATIONS', amount, subject: title, donationId: id },
      })
    }),
  )
}
