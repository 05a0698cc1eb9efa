import { refuse } from './require-limits.js'

/** The cursor of a row: the numbers by which the rows of its question are ordered. A number that is not known is null in the cursor, and sorts last. */
export function cursorOf(keys: readonly number[]): string {
  return Buffer.from(JSON.stringify(keys.map((key) => (Number.isFinite(key) ? key : null)))).toString('base64url')
}

/**
 * Reads the cursor of a row.
 *
 * @param keys how many numbers order the rows of the question
 *
 * @throws {HubError} BAD_USER_INPUT when it is none.
 */
export function readPosition(cursor: string, keys: number): readonly number[] {
  const position = parse(cursor)
  if (Array.isArray(position) && position.length === keys && position.every(isKey)) {
    return position.map((key) => key ?? Number.POSITIVE_INFINITY)
  }
  throw refuse('after', {
    en: `Expected \`after\` to be the \`endCursor\` of a page of this question, but got "${cursor.slice(0, 60)}". Leave it out for the first page.`,
    zh: `\`after\` 应为此查询某一页的 \`endCursor\`，而所给为“${cursor.slice(0, 60)}”。查询第一页时请不给。`,
  })
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

function isKey(key: unknown): key is number | null {
  return key === null || typeof key === 'number'
}
