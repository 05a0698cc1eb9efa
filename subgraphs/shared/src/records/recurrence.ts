import { HubError } from '@shequ/schema/errors/hub-error'

const numbers = (number: string) => new RegExp(`^${number}(,${number})*$`)
const until = /^\d{8}(T\d{6}Z?)?$/

/** The parts of a recurrence rule and the form of each (RFC 5545, 3.3.10). */
const parts: Readonly<Record<string, RegExp>> = {
  FREQ: /^(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  UNTIL: until,
  COUNT: /^[1-9]\d{0,8}$/,
  INTERVAL: /^[1-9]\d{0,8}$/,
  BYSECOND: numbers('([0-5]?\\d|60)'),
  BYMINUTE: numbers('[0-5]?\\d'),
  BYHOUR: numbers('([01]?\\d|2[0-3])'),
  BYDAY: numbers('([+-]?([1-9]|[1-4]\\d|5[0-3]))?(MO|TU|WE|TH|FR|SA|SU)'),
  BYMONTHDAY: numbers('[+-]?([1-9]|[12]\\d|3[01])'),
  BYYEARDAY: numbers('[+-]?\\d{1,3}'),
  BYWEEKNO: numbers('[+-]?([1-9]|[1-4]\\d|5[0-3])'),
  BYMONTH: numbers('([1-9]|1[0-2])'),
  BYSETPOS: numbers('[+-]?\\d{1,3}'),
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
}

/**
 * A recurrence rule as RFC 5545 writes it: `FREQ=WEEKLY;BYDAY=MO,WE`.
 *
 * @throws {HubError} BAD_USER_INPUT when it is none: a part unknown, twice or of another form, no FREQ, or both COUNT and UNTIL.
 */
export function requireRecurrence(argument: string, value: string): string {
  const rule = value.trim()
  const pairs = rule.split(';').map((part) => part.split('='))
  const names = new Set(pairs.map(([name]) => name))
  const isRule =
    rule.length <= 200 &&
    pairs.every(
      ([name = '', text = '', ...rest]) => rest.length === 0 && Object.hasOwn(parts, name) && parts[name]?.test(text),
    ) &&
    names.size === pairs.length &&
    names.has('FREQ') &&
    !(names.has('COUNT') && names.has('UNTIL'))
  if (isRule) return rule
  throw new HubError(
    'BAD_USER_INPUT',
    `Expected \`${argument}\` to be an RRULE of RFC 5545 such as "FREQ=WEEKLY;BYDAY=MO,WE", but got "${rule.slice(0, 60)}".`,
    { argument },
  )
}
