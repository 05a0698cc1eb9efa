import { HubError } from '@shequ/schema/errors/hub-error'

const form = /^([0-9]{12}):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

/** A record's place: the division that owns it, and its id there. */
export interface RecordKey {
  readonly owner: string
  readonly id: string
}

/** The id by which the graph names a record: its owner's code, then its id. So the owner is read off any id. */
export function toGlobalId(owner: string, id: string): string {
  return `${owner}:${id}`
}

/**
 * Reads an id back into its parts; null when it has another form, which no record has.
 */
export function readGlobalId(id: string): RecordKey | null {
  const match = form.exec(id)
  return match?.[1] && match[2] ? { owner: match[1], id: match[2] } : null
}

/**
 * The part of an argument's id that is the record's own, for a write by its owner.
 *
 * @throws {HubError} NOT_FOUND when no record of this owner can have the id.
 */
export function requireOwnId(argument: string, id: string, owner: string): string {
  const key = readGlobalId(id)
  if (key?.owner === owner) return key.id
  throw new HubError(
    'NOT_FOUND',
    {
      en: `Expected \`${argument}\` to be the id of a record of ${owner}, but got "${id}".`,
      zh: `\`${argument}\` 应为 ${owner} 的记录编号，而收到的是 "${id}"。`,
    },
    {
      argument,
    },
  )
}
