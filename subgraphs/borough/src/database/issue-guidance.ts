import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requireDaysInOrder } from '@shequ/subgraph/records/numbers'
import { requireNotAhead } from '@shequ/subgraph/records/record-day'
import { longText, requireText, shortText } from '@shequ/subgraph/records/text'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { IssueGuidanceInput } from '../generated/resolver-types.js'
import { makeBoroughOnce } from './make-borough-once.js'
import { requireBorough } from './require-borough.js'
import { requireDivisions } from './require-divisions.js'
import type { Writing } from './writing.js'

/** Issues guidance to communities of the borough, to all of them where none is named, and gives its id. */
export async function issueGuidance({ database, today }: Writing, input: IssueGuidanceInput): Promise<string> {
  const { borough, issuedOn } = input
  const title = requireText('title', input.title, shortText)
  const text = requireText('text', input.text, longText)
  const answerBy = input.answerBy ?? null
  requireNotAhead('issuedOn', issuedOn, today())
  if (answerBy !== null) requireDaysInOrder('issuedOn', issuedOn, 'answerBy', answerBy)
  return database.write(async (transaction) => {
    await requireBorough(transaction, borough)
    return makeBoroughOnce(transaction, 'issueGuidance', input, async (id) => {
      await transaction.guidance.create({
        data: {
          boroughCode: borough,
          id,
          title,
          text,
          issuedOn: toDayColumn(issuedOn),
          answerBy: answerBy && toDayColumn(answerBy),
        },
      })
      await address(transaction.sql, borough, id, [...new Set(input.recipients)])
    })
  })
}

/** Names the communities that guidance is for; it is for all of the borough where none is named. */
async function address(sql: TransactionSql, borough: string, id: string, recipients: readonly string[]): Promise<void> {
  if (recipients.length === 0) return
  await requireDivisions(sql, { argument: 'recipients', level: 'community', borough, codes: recipients })
  await sql(
    `insert into guidance_recipient (borough_code, guidance_id, community_code) select $1, $2::uuid, unnest($3::text[])`,
    borough,
    id,
    recipients,
  )
}
