import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { useEffect, useRef } from 'react'

interface ChartProps {
  /** What the chart shows, in words: for those who do not see it. */
  readonly label: string
  /** In pixels. */
  readonly height: number
  readonly option: EChartsCoreOption
}

/** A chart. Its library is loaded with the first one. What it shows stands in a table beside it too. */
export function Chart({ label, height, option }: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(undefined)
  const latest = useRef(option)

  useEffect(() => {
    latest.current = option
    chart.current?.setOption(option, { notMerge: true })
  }, [option])

  useEffect(() => {
    const element = place.current
    if (element === null) return undefined
    let isGone = false
    const watch = new ResizeObserver(() => chart.current?.resize())
    const start = async () => {
      const { startChart } = await import('./echarts')
      if (isGone) return
      chart.current = startChart(element)
      chart.current.setOption(latest.current)
      watch.observe(element)
    }
    void start()
    return () => {
      isGone = true
      watch.disconnect()
      chart.current?.dispose()
      chart.current = undefined
    }
  }, [])

  return <div ref={place} className="chart" role="img" aria-label={label} style={{ height }} />
}
