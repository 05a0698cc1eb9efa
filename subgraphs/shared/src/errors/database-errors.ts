import { HubError } from '@shequ/schema/errors/hub-error'

/** SQLSTATE classes and codes by which PostgreSQL says that it can't serve now, or not this role. */
const unavailableState = /^(?:08|28|3D|53|57P0[1-5]|58)/
/** SQLSTATE codes of values that have the form of their type, but that no column holds. */
const refusedValueStates = new Set(['22003', '22007', '22008', '22021'])
const unavailableSystemCall = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  'ENOENT',
  'EHOSTUNREACH',
])
const unavailableMessage =
  /connection terminated|timeout exceeded when trying to connect|server closed the connection|not currently accepting connections|can't reach database/i

/**
 * What a failure of the database means to a client, or undefined when it is no such failure. The database's own words
 * never leave: they hold addresses and SQL.
 */
export function explainDatabaseError(error: unknown): HubError | undefined {
  for (const cause of causesOf(error)) {
    const code = readString(cause, 'code') ?? readString(cause, 'originalCode') ?? ''
    const message = readString(cause, 'message') ?? ''
    if (
      unavailableState.test(code) ||
      unavailableSystemCall.has(code) ||
      /^P100[0-9]$/.test(code) ||
      unavailableMessage.test(message)
    ) {
      return new HubError('DATABASE_UNAVAILABLE', {
        en: "The database that owns this field can't be reached. Try again in a moment.",
        zh: '无法连接拥有该字段的数据库。请稍后再试。',
      })
    }
    if (refusedValueStates.has(code)) {
      return new HubError('BAD_USER_INPUT', {
        en: 'A value is one that the database does not keep: a NUL character, a day before the year 1, or a number that is too large.',
        zh: '有一个值不能存入数据库：NUL 字符、公元1年以前的日期，或过大的数字。',
      })
    }
    if (code === '57014' || code === 'P2028') {
      return new HubError('TIER_TIMEOUT', {
        en: 'The database took longer than its deadline. Ask for less, or try again.',
        zh: '数据库超过了时限。请减少所要的内容，或再次发送。',
      })
    }
    if (code === '40001' || code === '40P01' || code === 'P2034') {
      return new HubError('CONFLICT', {
        en: 'Another write came in between. Nothing was changed; send it again.',
        zh: '其间有另一次写入。没有作任何更改；请再次发送。',
      })
    }
  }
  return undefined
}

/** Whether the server itself said that it did not make a transaction, and will not. Silence, or the end of the connection, says nothing. */
export function isRolledBack(error: unknown): boolean {
  for (const cause of causesOf(error)) {
    const code = readString(cause, 'originalCode') ?? readString(cause, 'code') ?? ''
    if (unavailableState.test(code) || unavailableSystemCall.has(code) || /^P10[0-9]{2}$/.test(code)) return false
    if (/^[0-9A-Z]{5}$/.test(code)) return true
  }
  return false
}

/** The error and what it wraps, outermost first. */
function* causesOf(error: unknown): Generator<object> {
  let cause = error
  for (let depth = 0; typeof cause === 'object' && cause !== null && depth < 6; depth++) {
    yield cause
    if (cause instanceof AggregateError)
      yield* cause.errors.filter((inner) => typeof inner === 'object' && inner !== null)
    cause =
      'originalError' in cause && cause.originalError ? cause.originalError : 'cause' in cause ? cause.cause : undefined
  }
}

function readString(from: object, name: string): string | undefined {
  const value: unknown = Reflect.get(from, name)
  return typeof value === 'string' ? value : undefined
}
