import type { MeasureName } from '@shequ/schema/measures/measures'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import type { Cell } from '@shequ/schema/measures/cell'
import type { MeasuresLoader } from '@shequ/subgraph/measures/measures-loader'
import DataLoader from 'dataloader'

/** A measure of a city in a calendar year, with the level from which on the reader reads. */
export interface YearOfMeasure {
  readonly owner: string
  readonly measure: MeasureName
  readonly year: number
  readonly reader: SharingLevel
}

/** Loads what measures were in a year: all that a query asks of a city's year in one question. */
export function yearOfMeasureLoader(measures: MeasuresLoader): DataLoader<YearOfMeasure, Cell | null, string> {
  const cityOf = ({ owner, year }: YearOfMeasure) => `${owner} ${year}`
  return new DataLoader<YearOfMeasure, Cell | null, string>(
    async (asked) => {
      const questions = new Map<string, Set<MeasureName>>()
      for (const key of asked) {
        questions.set(cityOf(key), (questions.get(cityOf(key)) ?? new Set()).add(key.measure))
      }
      return await Promise.all(
        asked.map(async (key) => {
          const { owner, reader, year, measure } = key
          const wanted = [...(questions.get(cityOf(key)) ?? [])].sort()
          const query = { measures: wanted, from: `${year}-01`, to: `${year}-12`, grain: 'YEAR' } as const
          const { table } = await measures.load({ code: owner, reader }, query)
          return table.totals[0]?.cells[wanted.indexOf(measure)] ?? null
        }),
      )
    },
    { cacheKeyFn: (key) => `${cityOf(key)} ${key.measure}` },
  )
}
