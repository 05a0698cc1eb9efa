import type { Cell, Coverage } from '@shequ/schema/measures/cell'
import type { MeasureName } from '@shequ/schema/measures/measures'

/** What the graph answers to an export: a page of rows, and on the first one the definitions of its measures. */
export interface MeasureAnswer {
  readonly measureDefinitions?: readonly Definition[]
  readonly measures: {
    readonly totalCount: number
    readonly undecided: number
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    readonly rows: readonly Row[]
    readonly totals?: readonly TotalRow[]
  }
}

/** The figures of all rows together, in a period or all of them. */
export interface TotalRow {
  readonly period: string | null
  readonly cells: readonly Pick<Cell, 'measure' | 'status' | 'coverage'>[]
}

export interface Definition {
  readonly measure: MeasureName
  readonly meaning: string
  readonly numerator: readonly Term[]
  readonly denominator: readonly Term[] | null
  readonly scale: number
  readonly unit: string
  readonly threshold: number | null
  readonly thresholdSource: string | null
  readonly source: string
  readonly note: string | null
}

interface Term {
  readonly count: string
  readonly weight: number
}

/** An area by its code and name. */
export interface Area {
  readonly code: string
  readonly name: string | null
}

export interface Row {
  readonly city: Area | null
  readonly areaGroup: string | null
  readonly borough: Area | null
  readonly street: Area | null
  readonly community: Area | null
  readonly period: string | null
  readonly learnerGroup: string | null
  readonly programmeKind: string | null
  readonly cells: readonly Cell[]
}

const definitionFields = `measureDefinitions(measures: $measures) {
    measure meaning numerator { count weight } denominator { count weight } scale unit threshold thresholdSource source note
  }`

/** The columns that say whose returns a figure is made of, each with the field of the coverage that it holds. */
export const coverageColumns = [
  ['returns_expected', 'expected'],
  ['returns_reported', 'reported'],
  ['returns_withheld', 'withheld'],
  ['returns_missing', 'missing'],
  ['residents', 'residents'],
  ['residents_reported', 'residentsReported'],
  ['as_of', 'asOf'],
] as const satisfies readonly (readonly [name: string, field: keyof Coverage])[]

const coverageFields = `coverage { ${coverageColumns.map(([, field]) => field).join(' ')} }`

/** The question by which the graph gives a page; the first one with the definitions of its measures, and with totals where these are wanted. */
export const measureDocument = (
  isFirst: boolean,
  wantsTotals: boolean,
) => `query MeasureExport($within: DivisionCode!, $beside: [DivisionCode!], $query: MeasureQuery!${isFirst ? ', $measures: [Measure!]!' : ''}) {
  ${isFirst ? definitionFields : ''}
  measures(within: $within, beside: $beside, query: $query) {
    totalCount
    undecided
    pageInfo { hasNextPage endCursor }
    rows {
      city { code name } areaGroup borough { code name } street { code name } community { code name } period learnerGroup programmeKind
      cells {
        measure status value low high numerator numeratorUnit denominator denominatorUnit growth growthOnYear
        ${coverageFields}
      }
    }
    ${isFirst && wantsTotals ? `totals { period cells { measure status ${coverageFields} } }` : ''}
  }
}`
