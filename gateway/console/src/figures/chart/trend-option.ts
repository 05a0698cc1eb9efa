import type { MeasureName } from '@shequ/schema/measures/measures'
import type { Language } from '@shequ/schema/terms/term'
import type { LineSeriesOption } from 'echarts/charts'
import type { EChartsCoreOption } from 'echarts/core'
import type { FigureCell } from '../figure-cell'
import { formatTick } from '../format-figure'
import { axisOf } from './axis'
import { bandSeries } from './band-series'
import { axisColours, seriesColours } from './colours'

/** A line of a chart: a figure for each place on the axis, undefined where the question has no row. */
export interface TrendSeries {
  readonly name: string
  readonly cells: readonly (FigureCell | undefined)[]
}

interface TrendParts {
  readonly measure: MeasureName
  /** The places on the axis, in words. */
  readonly places: readonly string[]
  readonly series: readonly TrendSeries[]
  readonly language: Language
  /** The words of a figure, as its tooltip has them. */
  readonly describe: (cell: FigureCell) => string
  readonly kind?: 'line' | 'bar'
  /** The most that charts beside it show: all of them end there, so that they can be compared. */
  readonly most?: number
  /** What should be reached in each place, as a dashed line; null where nothing is set. */
  readonly target?: { readonly name: string; readonly values: readonly (number | null)[] }
}

/** Lines or bars of known figures, with boxes where figures are hidden, and nothing where there are none. */
export function trendOption({
  measure,
  places,
  series,
  language,
  describe,
  kind = 'line',
  target,
  most,
}: TrendParts): EChartsCoreOption {
  const isOne = series.length === 1
  const { max, step } = axisOf(measure, Math.max(most ?? mostOf(series), ...(target?.values ?? []).map(Number)))
  return {
    color: seriesColours,
    animation: false,
    grid: { left: 8, right: 28, top: isOne ? 14 : 36, bottom: 6, containLabel: true },
    ...(isOne ? {} : { legend: { type: 'scroll', top: 0, textStyle: { color: axisColours.words } } }),
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      formatter: (hovered: unknown) => describePlace(hovered, places, series, describe),
    },
    xAxis: {
      type: 'category',
      data: places,
      axisLine: { lineStyle: { color: axisColours.line } },
      axisTick: { show: false },
      axisLabel: { color: axisColours.words, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max,
      interval: step,
      splitLine: { lineStyle: { color: axisColours.grid } },
      axisLabel: { color: axisColours.words, formatter: (tick: number) => formatTick(measure, tick, step, language) },
    },
    series: [
      ...series.flatMap(({ name, cells }, place) => {
        const colour = seriesColours[place % seriesColours.length] ?? axisColours.ink
        const known = { type: kind, name, data: cells.map((cell) => cell?.value ?? null), itemStyle: { color: colour } }
        const shape = kind === 'line' ? { symbolSize: 7, lineStyle: { color: colour, width: 2 } } : { barMaxWidth: 28 }
        const bands = cells.flatMap((cell, index) =>
          cell?.status === 'SUPPRESSED' && cell.low !== null && cell.high !== null
            ? [{ index, low: cell.low, high: cell.high }]
            : [],
        )
        return bands.length === 0
          ? [{ ...known, ...shape }]
          : [{ ...known, ...shape }, bandSeries(name, colour, bands, isOne ? 0.5 : 0.12)]
      }),
      ...targetSeries(target),
    ],
  }
}

/** A dashed line through what should be reached: none where nothing is set. */
function targetSeries(target: TrendParts['target']): readonly LineSeriesOption[] {
  if (target === undefined || target.values.every((value) => value === null)) return []
  return [
    {
      type: 'line',
      name: target.name,
      data: [...target.values],
      symbol: 'none',
      lineStyle: { color: axisColours.ink, type: 'dashed', width: 1.5 },
      itemStyle: { color: axisColours.ink },
    },
  ]
}

/** The highest figure of lines, or bound of a hidden one. */
export function mostOf(series: readonly TrendSeries[]): number {
  return Math.max(0, ...series.flatMap(({ cells }) => cells.map((cell) => cell?.high ?? cell?.value ?? 0)))
}

function describePlace(
  hovered: unknown,
  places: readonly string[],
  series: readonly TrendSeries[],
  describe: (cell: FigureCell) => string,
): string {
  const [first] = (Array.isArray(hovered) ? hovered : [hovered]) as readonly {
    readonly dataIndex?: number
    readonly axisValue?: string
  }[]
  const index = Math.max(0, places.indexOf(String(first?.axisValue ?? places[first?.dataIndex ?? 0])))
  const lines = series.flatMap(({ name, cells }) => {
    const cell = cells[index]
    return cell === undefined ? [] : [series.length === 1 ? describe(cell) : `${name}: ${describe(cell)}`]
  })
  return [places[index] ?? '', ...lines.slice(0, 20)].join('\n')
}
