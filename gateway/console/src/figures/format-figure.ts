import { type MeasureName, measures } from '@shequ/schema/measures/measures'
import type { Language } from '@shequ/schema/terms/term'
import type { FigureCell } from './figure-cell'

/** What a figure comes to on the page: one number, a band whose bounds are known or one of them, or none at all. */
export type FigureShape =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'band'; readonly low: string | null; readonly high: string | null }
  | { readonly kind: 'none' }

/**
 * A hidden figure is a band, and a figure that is not there is no number: never a zero.
 *
 * @param digits as `formatValue` takes them
 */
export function shapeOf(
  { measure, status, value, low, high }: FigureCell,
  language: Language,
  digits?: number,
): FigureShape {
  const write = (number: number) => formatValue(measure, number, language, digits)
  if (status !== 'SUPPRESSED') return value === null ? { kind: 'none' } : { kind: 'number', text: write(value) }
  if (low === null && high === null) return { kind: 'none' }
  if (low === null || high === null) {
    return { kind: 'band', low: low === null ? null : write(low), high: high === null ? null : write(high) }
  }
  return { kind: 'band', ...writeApart(measure, low, high, language) }
}

/** Two bounds with as many figures as it takes to tell them apart: a narrow band does not look like one number. */
function writeApart(measure: MeasureName, low: number, high: number, language: Language) {
  const digits = digitsApart(measure, [[low, high]], language)
  return { low: formatValue(measure, low, language, digits), high: formatValue(measure, high, language, digits) }
}

/**
 * How many figures it takes to tell the numbers of each pair apart, where these differ: ¥2.098 is not shown as ¥2.10 below ¥2.10.
 * Undefined where the usual ones do, or where they differ by less than a millionth.
 */
export function digitsApart(
  measure: MeasureName,
  pairs: readonly (readonly [number, number])[],
  language: Language,
): number | undefined {
  const differing = pairs.filter(
    ([one, other]) => Math.abs(one - other) > Math.max(Math.abs(one), Math.abs(other)) / 1e6,
  )
  return [undefined, 3, 4, 5, 6, 8].find((digits) => {
    const write = (number: number) => formatValue(measure, number, language, digits)
    return differing.every(([one, other]) => write(one) !== write(other))
  })
}

/**
 * A number in a measure's unit: `12.3%`, `¥2.40`, `1,204`.
 *
 * @param digits how many figures it has, where the usual ones would not do
 */
export function formatValue(measure: MeasureName, value: number, language: Language, digits?: number): string {
  const { minimumFractionDigits: _, maximumFractionDigits: __, ...style } = numberOptions(measure, value)
  const options =
    digits === undefined
      ? numberOptions(measure, value)
      : { ...style, minimumSignificantDigits: digits, maximumSignificantDigits: digits }
  return new Intl.NumberFormat(language, options).format(onScale(measure, value))
}

/** A tick of an axis in a measure's unit, with as many decimals as the steps between ticks have. */
export function formatTick(measure: MeasureName, value: number, step: number, language: Language): string {
  const { unit } = measures[measure]
  const needed = [0, 1, 2, 3, 4, 5, 6].find((decimals) => isWhole(step * 10 ** decimals)) ?? 8
  const decimals = unit === 'CNY' ? Math.max(2, needed) : needed
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  const style = unit === 'percent' || unit === 'CNY' ? styleOf(unit) : {}
  return new Intl.NumberFormat(language, { ...style, ...options }).format(onScale(measure, value))
}

function isWhole(number: number): boolean {
  return Math.abs(number - Math.round(number)) < 1e-6
}

function styleOf(unit: 'percent' | 'CNY'): Intl.NumberFormatOptions {
  return unit === 'percent'
    ? { style: 'percent' }
    : { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' }
}

/** A change in a measure's unit, with its sign. A change of a rate is in percentage points. */
export function formatChange(measure: MeasureName, change: number, language: Language): string {
  const isRate = measures[measure].unit === 'percent'
  const options = isRate ? decimalsOf(change) : numberOptions(measure, change)
  return new Intl.NumberFormat(language, { ...options, signDisplay: 'exceptZero' }).format(change)
}

/** A decimal; of numbers below one two figures, however small: rates of small areas are hundredths of a percent. */
function decimalsOf(value: number): Intl.NumberFormatOptions {
  if (value === 0) return { maximumFractionDigits: 0 }
  return Math.abs(value) < 1
    ? { minimumSignificantDigits: 2, maximumSignificantDigits: 2 }
    : { minimumFractionDigits: 1, maximumFractionDigits: 1 }
}

function numberOptions(measure: MeasureName, value: number): Intl.NumberFormatOptions {
  const { unit } = measures[measure]
  if (unit === 'percent') return { ...styleOf(unit), ...decimalsOf(value) }
  if (unit === 'CNY') return styleOf(unit)
  return unit === 'number' || unit === 'person-times' ? { maximumFractionDigits: 0 } : decimalsOf(value)
}

function onScale(measure: MeasureName, value: number): number {
  return measures[measure].unit === 'percent' ? value / 100 : value
}
