import { firstDatasets, type MeasuredDataset, measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { MeasureName } from '@shequ/schema/measures/measures'
import { datasetOf, registerCountsOf } from './measure-counts.js'

/**
 * Whose returns a figure is made of depends on the dataset it is counted from. Each scope has columns of its own in the
 * statement, by its key: `d0` for the first dataset, `r` for registers alone, `l` for their last day, `b` for budgets, `q` for the returns themselves, `a` for all datasets of the question.
 */
export interface Scopes {
  /** The datasets that the question reads. */
  readonly datasets: readonly {
    readonly key: string
    /** Its place in arrays of SQL, from 1. */
    readonly place: number
    /** Whether older returns say nothing of it. */
    readonly isLate: boolean
  }[]
  /** All scopes of the question. */
  readonly keys: readonly string[]
  /** The scope of a row as a whole. */
  readonly row: string
}

/** The scope of a measure. */
export function scopeOf(measure: MeasureName): string {
  const dataset = datasetOf(measure)
  if (dataset !== null) return keyOf(dataset)
  const registers = registerCountsOf(measure)
  if (registers.includes('budget')) return budgetScope
  if (registers.includes('designated')) return lastDayScope
  return registers.includes('returnsReceived') ? returnScope : registerScope
}

/** The scope of measures of registers alone: all communities, in periods that have begun. */
export const registerScope = 'r'

/** The scope of budgets: the communities of boroughs that have an allocation on record for the year. */
export const budgetScope = 'b'

/** The scope of what a register tells of the last day of a period: all communities, in periods that are over. */
export const lastDayScope = 'l'

/** Whether a scope is of what the tier itself counts, which no community withholds. */
export function isRegisterScope(key: string): boolean {
  return key === registerScope || key === budgetScope || key === lastDayScope
}

/** The scope of the measure of returns themselves: complete where some are missing, since that is what it counts. */
export const returnScope = 'q'

/** The scope of a dataset. */
export function keyOf(dataset: MeasuredDataset): string {
  return `d${measuredDatasets.indexOf(dataset)}`
}

/**
 * Columns of a community's return `r` beside `returned`: whether it tells of a dataset of which older returns say nothing. What they do
 * not say is missing, not withheld.
 */
export function lateReturns({ datasets }: Scopes): readonly { readonly column: string; readonly sql: string }[] {
  return datasets
    .filter(({ isLate }) => isLate)
    .map(({ key, place }) => ({
      column: `returned_${key}`,
      sql: `coalesce(cardinality(r.levels) >= ${place}, false)`,
    }))
}

/** SQL: whether a row with these columns is of a return that tells of all that a scope is of. */
export function returnsSql({ datasets }: Scopes, scope: string, alias = ''): string {
  const late = datasets.filter(({ key, isLate }) => isLate && (key === scope || scope === 'a'))
  return late.length === 0 ? `${alias}returned` : `(${late.map(({ key }) => `${alias}returned_${key}`).join(' and ')})`
}

/** The scopes of a question's measures. */
export function scopesOf(measures: readonly MeasureName[]): Scopes {
  const keys = [...new Set(measures.map(scopeOf))]
  const datasets = measuredDatasets
    .map((dataset, index) => ({ key: keyOf(dataset), place: index + 1, isLate: index >= firstDatasets }))
    .filter(({ key }) => keys.includes(key))
  const row = datasets.length > 1 ? 'a' : (datasets[0]?.key ?? keys[0] ?? registerScope)
  return { datasets, keys: [...new Set([...keys, row])], row }
}
