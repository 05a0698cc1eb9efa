import { HubError } from '@shequ/schema/errors/hub-error'
import type { SqlType } from './list.js'

/** Where an entry stands in a list: the values by which the list is ordered, as text. */
export type Position = readonly string[]

/** The cursor of a position: opaque to clients, stable while the entry's place in the order is. */
export function toCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/**
 * Reads a cursor of a list that is ordered by these columns.
 *
 * @throws {HubError} BAD_USER_INPUT when it is no cursor of such a list.
 */
export function readCursor(cursor: string, order: readonly { readonly type: SqlType }[]): Position {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (
      isPosition(position) &&
      position.length === order.length &&
      position.every((value, index) => fits(value, order[index]?.type))
    ) {
      return position
    }
  } catch {
    // Not base64url of JSON: refused below, as any other text that no page gave out.
  }
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`after\` to be the \`endCursor\` of a page of this list, but got "${cursor.slice(0, 60)}".`,
      zh: `\`after\` 应为此列表某一页的 \`endCursor\`，而收到的是 "${cursor.slice(0, 60)}"。`,
    },
    {
      argument: 'after',
    },
  )
}

function isPosition(value: unknown): value is Position {
  return Array.isArray(value) && value.every((part) => typeof part === 'string')
}

const forms: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  timestamptz: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/,
  int: /^-?\d{1,9}$/,
}

/** Whether the database will take the value as one of the column's type. */
function fits(value: string, type: SqlType | undefined): boolean {
  const form = type === undefined ? undefined : forms[type]
  if (form && !form.test(value)) return false
  return type !== 'date' && type !== 'timestamptz' ? !value.includes('\0') : !Number.isNaN(Date.parse(value))
}
