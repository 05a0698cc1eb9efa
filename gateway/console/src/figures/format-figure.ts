import { type MeasureName, measures } from '@shequ/schema/measures/measures'
import type { Language } from '@shequ/schema/terms/term'
import type { FigureCell } from './figure-cell'

/** What a figure comes to on the page: one number, a band whose bounds are known or one of them, or none at all. */
export type FigureShape =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'band'; readonly low: string | null; readonly high: string | null }
  | { readonly kind: 'none' }

/** A hidden figure is a band, and a figure that is not there is no number: never a zero. */
export function shapeOf({ measure, status, value, low, high }: FigureCell, language: Language): FigureShape {
  const write = (number: number) => formatValue(measure, number, language)
  if (status !== 'SUPPRESSED') return value === null ? { kind: 'none' } : { kind: 'number', text: write(value) }
  if (low === null && high === null) return { kind: 'none' }
  if (low === null || high === null) {
    return { kind: 'band', low: low === null ? null : write(low), high: high === null ? null : write(high) }
  }
  return { kind: 'band', ...writeApart(measure, low, high, language) }
}

/** Two bounds with as many figures as it takes to tell them apart: a narrow band does not look like one number. */
function writeApart(measure: MeasureName, low: number, high: number, language: Language) {
  const bounds = (digits?: number) => ({
    low: formatValue(measure, low, language, digits),
    high: formatValue(measure, high, language, digits),
  })
  const enough = [undefined, 3, 4, 5, 6, 8].map(bounds).find((written) => written.low !== written.high)
  return enough ?? bounds()
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
  if (unit === 'percent') return { style: 'percent', ...decimalsOf(value) }
  if (unit === 'CNY') return { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' }
  return unit === 'number' || unit === 'person-times' ? { maximumFractionDigits: 0 } : decimalsOf(value)
}

function onScale(measure: MeasureName, value: number): number {
  return measures[measure].unit === 'percent' ? value / 100 : value
}
