import { createHash, randomUUID } from 'node:crypto'
import { HubError } from '@shequ/schema/errors/hub-error'

/** Runs SQL inside the transaction of a write and gives the rows. */
export type TransactionSql = <Row>(text: string, ...values: unknown[]) => Promise<Row[]>

/** A write that a retry must not double. */
export interface OnceRequest {
  /** The column of `idempotency_key` that names the division. */
  readonly ownerColumn: 'owner' | 'community_code'
  readonly owner: string
  readonly operation: string
  /** The mutation's input, whose `idempotencyKey` makes a retry safe. Without one every call is a new write. */
  readonly input: { readonly idempotencyKey?: string | null | undefined }
}

/** The id of the record that the write makes, and whether it is still to be made. */
export interface OnceResult {
  readonly id: string
  readonly isNew: boolean
}

interface KeyRow {
  readonly operation: string
  readonly digest: Uint8Array
  readonly result: string
}

/**
 * Claims the idempotency key of a write inside its transaction. The first call gets a new id and makes the record; a
 * retry with the same key and input gets the id of the record that was made, after waiting for a first call under way.
 *
 * @throws {HubError} CONFLICT when the key was used for something else, BAD_USER_INPUT when it is too short or long.
 */
export async function once(
  sql: TransactionSql,
  { ownerColumn, owner, operation, input }: OnceRequest,
): Promise<OnceResult> {
  const id = randomUUID()
  const { idempotencyKey: key, ...body } = input
  if (key === null || key === undefined) return { id, isNew: true }
  if (key.length < 8 || key.length > 64) {
    throw new HubError(
      'BAD_USER_INPUT',
      {
        en: `Expected \`idempotencyKey\` to have 8 to 64 characters, but got ${key.length}.`,
        zh: `\`idempotencyKey\` 应有8至64个字符，而收到的有 ${key.length} 个。`,
      },
      {
        argument: 'idempotencyKey',
      },
    )
  }
  const digest = createHash('sha256').update(canonical(body)).digest()
  const claimed = await sql<{ key: string }>(
    `insert into idempotency_key (${ownerColumn}, key, operation, digest, result) values ($1, $2, $3, $4, to_jsonb($5::text))
     on conflict do nothing returning key`,
    owner,
    key,
    operation,
    digest,
    id,
  )
  if (claimed.length > 0) return { id, isNew: true }
  const [before] = await sql<KeyRow>(
    `select operation, digest, result #>> '{}' as result from idempotency_key where ${ownerColumn} = $1 and key = $2`,
    owner,
    key,
  )
  if (before && before.operation === operation && digest.equals(before.digest))
    return { id: before.result, isNew: false }
  throw new HubError(
    'CONFLICT',
    {
      en: `The idempotency key "${key}" was used before with another request. Use a new key for a new write.`,
      zh: `幂等键 "${key}" 此前已用于另一请求。新的写入请用新的键。`,
    },
    {
      idempotencyKey: key,
    },
  )
}

/** JSON with the members of every object in the order of their names, so that equal inputs are equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}
