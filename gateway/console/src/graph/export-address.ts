import type { Language } from '@shequ/schema/terms/term'
import type { MeasureQuestion } from './measure-question'

/** A file that the hub writes of a question of measures. */
export type ExportFormat = 'csv' | 'xlsx' | 'json'

/** How a file is written. */
interface Writing {
  /** Whether periods stand across, a column for each. */
  readonly across: boolean
  /** In which language it is told. */
  readonly language: Language
}

/** The address at which the hub answers a question of measures as a file for people. */
export function exportAddress(
  format: ExportFormat,
  { within, beside = [], rows = null, query }: MeasureQuestion,
  { across, language }: Writing,
) {
  const { measures, groupBy, from, to, grain, filter, areaGroups, having, orderBy } = query
  const lists = { beside, measures, groupBy: groupBy ?? [], ...filter }
  const address = new URLSearchParams({ within, from, to, grain })
  for (const [name, values] of Object.entries(lists)) {
    if (values && values.length > 0) address.set(name, values.join(','))
  }
  for (const { name, codes } of areaGroups ?? []) address.append('areaGroup', `${name}:${codes.join(',')}`)
  for (const { measure, op, value, than } of having ?? []) address.append('having', `${measure}:${op}:${than ?? value}`)
  for (const { measure, dimension, by, direction } of orderBy ?? []) {
    const parts = [measure ?? dimension, by === 'VALUE' ? null : by, direction === 'DESC' ? 'DESC' : null]
    address.append('orderBy', parts.filter((part) => part !== null && part !== undefined).join(':'))
  }
  if (rows !== null) address.set('rows', String(rows))
  if (across) address.set('columns', 'PERIOD')
  address.set('labels', language)
  // Spreadsheets know UTF-8 by the mark, and keep codes as text.
  if (format === 'csv') address.set('bom', 'true')
  return `/measures.${format}?${address.toString()}`
}
