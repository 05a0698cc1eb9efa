import { type BaseCountName, columnOf } from '@shequ/schema/measures/base-counts'
import type { Breakdown } from './choose-cells.js'
import type { Figures } from './figures-sql.js'
import { baseCountsOfAll } from './measure-counts.js'
import type { Parameters } from './parameters.js'
import type { Question } from './plan-question.js'
import type { Bounds } from './bounds.js'
import type { FamilyPlan } from './plan-family.js'
import type { QuestionPart } from './question-parts.js'
import type { ReadFamily } from './read-family.js'
import { takeTogether, tightenFamily } from './tighten-family.js'

/** A figure of an answer that is known better than its own returns tell. */
export interface TightenedFigure {
  readonly name: Figures['name']
  readonly owner: string
  readonly unit: string
  readonly place: number
  readonly output: number
  readonly bounds: Readonly<Partial<Record<BaseCountName, readonly [low: number, high: number | null]>>>
}

/** Tightens a family, and gives the figures of an answer of which it tells more than their own returns do. */
export function tightenedFigures(
  { question, figures }: QuestionPart,
  { times, cells, counts }: FamilyPlan,
  { family, areas }: ReadFamily,
): readonly TightenedFigure[] {
  takeTogether(family)
  const untightened = new Map(
    [...family.boundsOf].map(([count, { low, high }]) => [count, { low: low.slice(), high: high.slice() }]),
  )
  tightenFamily(family)
  const asked = baseCountsOfAll(question.measures).filter((count) => counts.includes(count))
  return figures.flatMap(({ name, level, breakdowns }) =>
    areas.flatMap(({ owner, level: own, unit }, place) => {
      if (own !== level) return []
      return times.places.flatMap((time, index) =>
        breakdowns.flatMap(({ cells: taken }: Breakdown, output) => {
          const cell = cells.placeOf(taken)
          if (cell === undefined) return []
          const at = (place * times.length + time) * cells.length + cell
          const better = asked.filter((count) => isBetter(family.boundsOf.get(count), untightened.get(count), at))
          if (better.length === 0) return []
          const bounds = Object.fromEntries(better.map((count) => [count, boundsAt(family.boundsOf.get(count), at)]))
          return [{ name, owner, unit, place: index + 1, output, bounds }]
        }),
      )
    }),
  )
}

/** Figures that are made of several datasets are told of by each: their bounds are put together, so that each figure is there once. */
export function eachOnce(figures: readonly TightenedFigure[]): readonly TightenedFigure[] {
  const known = new Map<string, TightenedFigure>()
  for (const figure of figures) {
    const { name, owner, unit, place, output, bounds } = figure
    const key = [name, owner, unit, place, output].join(' ')
    known.set(key, { ...figure, bounds: { ...known.get(key)?.bounds, ...bounds } })
  }
  return [...known.values()]
}

function isBetter(now: Bounds | undefined, before: Bounds | undefined, at: number): boolean {
  return now?.low[at] !== before?.low[at] || now?.high[at] !== before?.high[at]
}

function boundsAt(bounds: Bounds | undefined, at: number): readonly [number, number | null] {
  const high = bounds?.high[at] ?? Infinity
  return [bounds?.low[at] ?? 0, Number.isFinite(high) ? high : null]
}

/** The CTE `tightened`: bounds that hold beside those of a figure's own returns. */
export function tightenedSql(
  figures: readonly TightenedFigure[],
  { measures }: Question,
  parameters: Parameters,
): string {
  const list = (type: string, of: (figure: TightenedFigure) => unknown) => parameters.add(figures.map(of), `${type}[]`)
  const counts = baseCountsOfAll(measures)
  const columns = counts.flatMap((count) => [`low_${columnOf(count)}`, `high_${columnOf(count)}`])
  const lists = [
    list('text', ({ name }) => name),
    list('text', ({ owner }) => owner),
    list('text', ({ unit }) => unit),
    list('bigint', ({ place }) => place),
    list('int', ({ output }) => output),
    ...counts.flatMap((count) => [
      list('float8', ({ bounds }) => bounds[count]?.[0] ?? null),
      list('float8', ({ bounds }) => bounds[count]?.[1] ?? null),
    ]),
  ]
  return `tightened (${['name', 'owner', 'unit', 'place', 'output', ...columns].join(', ')}) as materialized (select * from unnest(${lists.join(', ')}))`
}

/** The join of figures `g` with what is known better of them; left out where that contradicts what they are now. */
export function tightenedJoin(name: string, { measures }: Question): string {
  const agrees = baseCountsOfAll(measures).map((count) => {
    const [low, high] = [`low_${columnOf(count)}`, `high_${columnOf(count)}`]
    return `coalesce(t.${low} <= g.${high}, true) and coalesce(t.${high} >= g.${low}, true)`
  })
  return `left join tightened t on t.name = '${name}' and t.owner = g.owner and t.unit = g.unit and t.place = g.place and t.output = g.output
      and ${agrees.join(' and ')}`
}
