import { HubError } from '@shequ/schema/errors/hub-error'
import { shortText } from './text.js'

const weekday = '(?:SU|MO|TU|WE|TH|FR|SA)'

/** The parts of a recurrence rule and the form of their values (RFC 5545, 3.3.10). */
const forms: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  UNTIL: /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d|60)Z?)?$/,
  COUNT: /^[1-9]\d{0,5}$/,
  INTERVAL: /^[1-9]\d{0,5}$/,
  BYSECOND: listOf('[0-5]?\\d|60'),
  BYMINUTE: listOf('[0-5]?\\d'),
  BYHOUR: listOf('[01]?\\d|2[0-3]'),
  BYDAY: listOf(`(?:[+-]?(?:[1-9]|[1-4]\\d|5[0-3]))?${weekday}`),
  BYMONTHDAY: listOf('[+-]?(?:[1-9]|[12]\\d|3[01])'),
  BYYEARDAY: listOf('[+-]?(?:[1-9]|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6])'),
  BYWEEKNO: listOf('[+-]?(?:[1-9]|[1-4]\\d|5[0-3])'),
  BYMONTH: listOf('[1-9]|1[0-2]'),
  BYSETPOS: listOf('[+-]?(?:[1-9]|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6])'),
  WKST: new RegExp(`^${weekday}$`),
}

function listOf(value: string): RegExp {
  return new RegExp(`^(?:${value})(?:,(?:${value}))*$`)
}

/**
 * A recurrence rule such as `FREQ=WEEKLY;BYDAY=MO,WE`, in capitals.
 *
 * @throws {HubError} BAD_USER_INPUT when it is none of RFC 5545, telling what is wrong with it.
 */
export function requireRecurrence(argument: string, value: string): string {
  const rule = value.trim().toUpperCase()
  const fault = rule.length > shortText ? `more than ${shortText} characters` : findFault(rule)
  if (fault === undefined) return rule
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`${argument}\` to be an RRULE (RFC 5545) such as "FREQ=WEEKLY;BYDAY=MO,WE", but got ${fault}.`,
      zh: `\`${argument}\` 应为 RRULE（RFC 5545），如 "FREQ=WEEKLY;BYDAY=MO,WE"，而收到的有误：${fault}。`,
    },
    { argument },
  )
}

function findFault(rule: string): string | undefined {
  const parts = new Map<string, string>()
  for (const part of rule.split(';')) {
    const [, name = part, value = ''] = /^([A-Z]+)=(.*)$/s.exec(part) ?? []
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined
    if (!form) return `the part "${shorten(part)}"`
    if (!form.test(value)) return `"${shorten(value)}" for ${name}`
    if (parts.has(name)) return `${name} twice`
    parts.set(name, value)
  }
  return faultOfCombination(parts)
}

/** Which parts go together, by the table and the notes of RFC 5545. */
function faultOfCombination(parts: ReadonlyMap<string, string>): string | undefined {
  const frequency = parts.get('FREQ')
  if (frequency === undefined) return 'no FREQ'
  if (parts.has('UNTIL') && parts.has('COUNT')) return 'both UNTIL and COUNT'
  const isOneOf = (...frequencies: string[]) => frequencies.includes(frequency)
  if (parts.has('BYWEEKNO') && frequency !== 'YEARLY') return `BYWEEKNO with ${frequency}`
  if (parts.has('BYYEARDAY') && isOneOf('DAILY', 'WEEKLY', 'MONTHLY')) return `BYYEARDAY with ${frequency}`
  if (parts.has('BYMONTHDAY') && frequency === 'WEEKLY') return 'BYMONTHDAY with WEEKLY'
  const numbersDays = /\d/.test(parts.get('BYDAY') ?? '')
  if (numbersDays && (!isOneOf('MONTHLY', 'YEARLY') || parts.has('BYWEEKNO'))) {
    return `numbered days in BYDAY with ${parts.has('BYWEEKNO') ? 'BYWEEKNO' : frequency}`
  }
  const limits = [...parts.keys()].filter((name) => name.startsWith('BY') && name !== 'BYSETPOS')
  if (parts.has('BYSETPOS') && limits.length === 0) return 'BYSETPOS without another BY… part'
  return undefined
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
