import type { FigureCell } from './figure-cell'
import './figures.css'

interface BandBarProps {
  readonly cell: FigureCell
  /** What the whole width stands for. */
  readonly most: number
  /** What the figure should reach: a mark on the bar. */
  readonly target?: number | null
}

/** A figure as a bar: filled to its value, hatched from low to high where it is hidden, empty where there is none. */
export function BandBar({ cell, most, target = null }: BandBarProps) {
  const { status, value, low, high } = cell
  const percent = (number: number) => `${Math.min(100, most > 0 ? (number / most) * 100 : 0)}%`
  const from = status === 'SUPPRESSED' ? (low ?? 0) : 0
  const to = status === 'SUPPRESSED' ? (high ?? low ?? 0) : (value ?? 0)
  return (
    <span className="band-bar" aria-hidden="true">
      {from > 0 && <span className="band-bar-known" style={{ width: percent(from) }} />}
      <span
        className={status === 'SUPPRESSED' ? 'band-bar-hidden' : 'band-bar-known'}
        style={{ left: percent(from), width: percent(Math.max(0, to - from)) }}
      />
      {target !== null && <span className="band-bar-target" style={{ left: percent(target) }} />}
    </span>
  )
}
