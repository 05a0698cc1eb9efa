import { statusMeanings } from '@shequ/schema/terms/status-meanings'
import { useLanguage } from '../i18n/language'
import { useTerms } from '../i18n/term-of'
import { useDescribeFigure } from './describe-figure'
import type { FigureCell } from './figure-cell'
import { shapeOf } from './format-figure'
import './figures.css'

const classes = { number: 'figure', band: 'figure figure-band', none: 'figure figure-none' } as const

/** A figure with its status: a number, a band where it is hidden, or in words why there is none. */
export function Figure({ cell }: { readonly cell: FigureCell }) {
  const term = useTerms()
  const describe = useDescribeFigure()
  const language = useLanguage()
  const { kind } = shapeOf(cell, language)
  return (
    <span
      className={classes[kind]}
      data-status={cell.status}
      {...(kind === 'number' ? {} : { title: statusMeanings[cell.status][language] })}
    >
      {describe(cell)}
      {isOfSome(cell) && <small className="figure-note">{term('CellStatus', 'PARTIAL')}</small>}
    </span>
  )
}

/** Whether a number or a range is that of some communities alone: others do not report or do not share. */
function isOfSome({ status, coverage }: FigureCell): boolean {
  if (status === 'PARTIAL') return true
  return status === 'SUPPRESSED' && coverage !== undefined && coverage.withheld + coverage.missing > 0
}
