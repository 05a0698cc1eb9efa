import { isDivisionCode } from '@shequ/schema/codes/division-code'
import { HubError } from '@shequ/schema/errors/hub-error'
import { learnerGroups, programmeKinds } from '@shequ/schema/measures/breakdowns'
import { measures } from '@shequ/schema/measures/measures'
import { grainOf } from '@shequ/schema/measures/periods'
import { dimensions } from '@shequ/schema/measures/question-values'
import type { Term } from '@shequ/schema/terms/term'

export const measureNames = Object.keys(measures)

/** What a parameter takes that is not one of a few words: a test, and what to say of it. */
interface Form {
  readonly fits: (value: string) => boolean
  readonly words: Term
}

const code: Form = {
  fits: isDivisionCode,
  words: { en: 'a 12-digit division code such as 310101000000', zh: '12位区划代码，如 310101000000' },
}
const month: Form = {
  fits: (value) => grainOf(value) === 'MONTH',
  words: { en: 'a month such as 2025-03', zh: '月份，如 2025-03' },
}

/** What each parameter of an export takes, as the schema has it. */
export const valuesOf: Readonly<Record<string, readonly string[] | Form>> = {
  within: code,
  beside: code,
  areaGroup: code,
  measures: measureNames,
  groupBy: dimensions,
  from: month,
  to: month,
  grain: ['MONTH', 'QUARTER', 'YEAR'],
  boroughs: code,
  streets: code,
  communities: code,
  communityKinds: ['RESIDENTS', 'VILLAGE', 'OTHER'],
  learnerGroups,
  programmeKinds,
}

/** @throws {HubError} BAD_USER_INPUT, naming the parameter, what it takes and what it got, unless it takes the value. */
export function requireValue(name: string, value: string): void {
  const taken = valuesOf[name]
  if (taken === undefined) return
  if ('fits' in taken ? taken.fits(value) : taken.includes(value)) return
  const words =
    'fits' in taken ? taken.words : { en: `one of ${taken.join(', ')}`, zh: `以下之一：${taken.join('、')}` }
  throw refuse(name, {
    en: `Expected \`${name}\` to be ${words.en}, but got "${value.slice(0, 60)}".`,
    zh: `\`${name}\` 应为${words.zh}，而收到的是 "${value.slice(0, 60)}"。`,
  })
}

/** The error of an export that can't be asked for as it is. */
export function refuse(argument: string, message: Term): HubError {
  return new HubError('BAD_USER_INPUT', message, { argument })
}
