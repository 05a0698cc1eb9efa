import { hashOfReceipt, newReceipt } from '@shequ/subgraph/records/receipt'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** How long a receipt is good after what it is for, in days. */
const receiptDays = 365

/** What a receipt is for, by ids in their tables. */
export type ReceiptSubject =
  { readonly programme: string; readonly resident: string; readonly lastDay: string } | { readonly voice: string }

/** Under what a receipt is made: a grant or a consignment. */
export interface Receipting {
  readonly community: string
  readonly grant: string
  readonly today: string
}

/**
 * Makes a receipt, and keeps its hash alone. It is good for a year, that of a place for a year after the programme's last day.
 */
export async function makeReceipt(
  sql: TransactionSql,
  { community, grant, today }: Receipting,
  subject: ReceiptSubject,
): Promise<string> {
  const receipt = newReceipt()
  const place = 'voice' in subject ? null : subject
  await sql(
    `insert into receipt (community_code, hash, access_grant_id, programme_id, resident, voice_id, until)
     values ($1, $2::bytea, $3::uuid, $4::uuid, $5::uuid, $6::uuid, greatest($7::date, $8::date) + ${receiptDays})`,
    community,
    hashOfReceipt(receipt),
    grant,
    place?.programme ?? null,
    place?.resident ?? null,
    'voice' in subject ? subject.voice : null,
    today,
    place?.lastDay ?? today,
  )
  return receipt
}

/** A resident's place in a programme, and a grant under which it may have been given. */
interface PlaceUnderGrant {
  readonly community: string
  readonly programme: string
  readonly resident: string
  readonly grant: string
}

/** Whether a receipt was made of a resident's place under a grant. */
export async function hasReceipt(sql: TransactionSql, place: PlaceUnderGrant): Promise<boolean> {
  const made = await sql(
    `select 1 from receipt where community_code = $1 and programme_id = $2::uuid and resident = $3::uuid and access_grant_id = $4::uuid limit 1`,
    place.community,
    place.programme,
    place.resident,
    place.grant,
  )
  return made.length > 0
}
