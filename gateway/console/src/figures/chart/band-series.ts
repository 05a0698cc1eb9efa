import type { CustomSeriesOption } from 'echarts/charts'

/** A hidden figure at its place on the axis of categories: between what it lies. */
export interface Band {
  readonly index: number
  readonly low: number
  readonly high: number
}

/** Draws hidden figures as boxes from low to high, never as a point. */
export function bandSeries(name: string, colour: string, bands: readonly Band[], share = 0.5): CustomSeriesOption {
  return {
    type: 'custom',
    name,
    data: bands.map(({ index, low, high }) => [index, low, high]),
    encode: { x: 0, y: [1, 2] },
    itemStyle: { color: colour },
    renderItem: (_, api) => {
      const [x = 0, bottom = 0] = api.coord([api.value(0), api.value(1)])
      const [, top = 0] = api.coord([api.value(0), api.value(2)])
      const size = api.size?.([1, 0])
      const width = (Array.isArray(size) ? (size[0] ?? 0) : (size ?? 0)) * share
      return {
        type: 'rect',
        shape: { x: x - width / 2, y: top, width, height: Math.max(2, bottom - top) },
        style: { fill: colour, opacity: 0.28, stroke: colour, lineDash: [3, 3] },
      }
    },
  }
}
