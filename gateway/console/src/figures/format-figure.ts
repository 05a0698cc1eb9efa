import { type MeasureName, measures } from '@shequ/schema/measures/measures'
import type { MeasureDefinition } from '@shequ/schema/measures/measure-definition'
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
  return { kind: 'band', low: low === null ? null : write(low), high: high === null ? null : write(high) }
}

/** A number in a measure's unit: `12.3%`, `¥2.40`, `1,204`. */
export function formatValue(measure: MeasureName, value: number, language: Language): string {
  return new Intl.NumberFormat(language, numberOptions(measure)).format(onScale(measure, value))
}

/** A change in a measure's unit, with its sign. A change of a rate is in percentage points. */
export function formatChange(measure: MeasureName, change: number, language: Language): string {
  const isRate = measures[measure].unit === 'percent'
  const options = isRate ? decimals : numberOptions(measure)
  return new Intl.NumberFormat(language, { ...options, signDisplay: 'exceptZero' }).format(change)
}

const decimals = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const

/** How numbers of each unit are written. */
const optionsOf: Readonly<Record<MeasureDefinition['unit'], Intl.NumberFormatOptions>> = {
  percent: { style: 'percent', ...decimals },
  CNY: { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' },
  hours: { minimumFractionDigits: 1, maximumFractionDigits: 2 },
  'points of 100': decimals,
  'per 10,000 residents': decimals,
  number: { maximumFractionDigits: 0 },
  'person-times': { maximumFractionDigits: 0 },
}

function numberOptions(measure: MeasureName): Intl.NumberFormatOptions {
  return optionsOf[measures[measure].unit]
}

function onScale(measure: MeasureName, value: number): number {
  return measures[measure].unit === 'percent' ? value / 100 : value
}
