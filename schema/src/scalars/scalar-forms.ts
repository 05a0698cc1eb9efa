import { isCreditCode } from '../codes/credit-code.js'
import { isDivisionCode } from '../codes/division-code.js'
import type { Term } from '../terms/term.js'

/** The form of a scalar that is text, on both sides of the graph. */
export interface ScalarForm {
  /** What a client is told it should have given: `a calendar day such as "2025-03-01"`. */
  readonly expected: Term
  /** The text as the hub keeps it, or undefined when it has another form. */
  readonly read: (text: string) => string | undefined
  /** True for text that names a person: an error does not repeat it. */
  readonly isPersonal?: boolean
  /** Whether a server may answer with a text. Default: with whatever it would take in. */
  readonly isWritten?: (text: string) => boolean
}

/** A day of the calendar since its year 1, which is what the database keeps. */
const dayForm = /^(?!0000)\d{4}-\d{2}-\d{2}$/
const momentForm = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/
/** Which server's line of history, and from which of its transactions on. */
const watermarkForm = /^[0-9a-f]{12}-\d{1,18}$/
const moneyForm = /^\d{1,12}(\.\d{1,2})?$/
/** Sums may be larger than what is taken in, and balances below zero. */
const writtenMoney = /^-?\d{1,18}\.\d{2}$/

/** The forms of the hub's own scalars, by name: what subgraphs take in, and what the gateway believes of a node. */
export const scalarForms = {
  DivisionCode: {
    expected: { en: 'a 12-digit division code such as "310101002001"', zh: '12位区划代码，如 "310101002001"' },
    read: (text) => (isDivisionCode(text) ? text : undefined),
  },
  CreditCode: {
    expected: {
      en: 'an 18-character unified social credit code whose check character holds',
      zh: '校验码正确的18位统一社会信用代码',
    },
    read: (text) => (isCreditCode(text) ? text : undefined),
  },
  Date: {
    expected: { en: 'a calendar day such as "2025-03-01"', zh: '日期，如 "2025-03-01"' },
    read: (text) => (dayForm.test(text) && isDay(text) ? text : undefined),
  },
  Month: {
    expected: { en: 'a calendar month such as "2025-03"', zh: '月份，如 "2025-03"' },
    read: (text) => (/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined),
  },
  DateTime: {
    expected: {
      en: 'a moment with its time zone such as "2025-03-01T19:30:00+08:00"',
      zh: '带时区的时刻，如 "2025-03-01T19:30:00+08:00"',
    },
    read(text) {
      const day = momentForm.exec(text)?.[1]
      const milliseconds = Date.parse(text)
      return day && isDay(day) && !Number.isNaN(milliseconds) ? new Date(milliseconds).toISOString() : undefined
    },
  },
  Watermark: {
    expected: { en: 'a `watermark` that a list gave out', zh: '列表给出的 `watermark`' },
    read: (text) => (watermarkForm.test(text) ? text : undefined),
  },
  Money: {
    expected: {
      en: 'an amount in CNY as a decimal string such as "12500.00"',
      zh: '人民币金额的十进制字符串，如 "12500.00"',
    },
    read: (text) => (moneyForm.test(text) ? text : undefined),
    isWritten: (text) => writtenMoney.test(text),
  },
  TimeOfDay: {
    expected: { en: 'a time of day such as "18:30"', zh: '一日中的时间，如 "18:30"' },
    read: (text) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : undefined),
  },
  LanguageTag: {
    expected: {
      en: 'the tag of a language (BCP 47) such as "zh" or "zh-Hans"',
      zh: '语言标签（BCP 47），如 "zh" 或 "zh-Hans"',
    },
    read: (text) => (/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/.test(text) ? text : undefined),
  },
  ResidentReference: {
    expected: {
      en: "the office's reference to a resident, 1 to 64 characters",
      zh: '社区居委会对居民的称谓，1至64个字符',
    },
    isPersonal: true,
    read: (text) => (text.trim().length >= 1 && text.length <= 64 ? text.trim() : undefined),
    isWritten: () => false,
  },
} as const satisfies Readonly<Record<string, ScalarForm>>

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
