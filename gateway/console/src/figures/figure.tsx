import { statusMeanings } from '@shequ/schema/terms/status-meanings'
import { useLanguage } from '../i18n/language'
import { useTerms } from '../i18n/term-of'
import { useDescribeCoverage } from './describe-coverage'
import { useDescribeFigure } from './describe-figure'
import { Explained } from './explained'
import { type FigureCell, isWholeCoverage } from './figure-cell'
import { shapeOf } from './format-figure'
import './figures.css'

const classes = { number: 'figure', band: 'figure figure-band', none: 'figure figure-none' } as const

interface FigureProps {
  readonly cell: FigureCell
  /** How many figures its number has, where the usual ones would not tell it from one beside it. */
  readonly digits?: number | undefined
}

/**
 * A figure with its status: a number, a band where it is hidden, or in words why there is none, which say more when they are pressed.
 * Pointed at, it tells what it is made of.
 */
export function Figure({ cell, digits }: FigureProps) {
  const term = useTerms()
  const describe = useDescribeFigure()
  const describeCoverage = useDescribeCoverage()
  const language = useLanguage()
  const { kind } = shapeOf(cell, language)
  const about = [
    ...(kind === 'number' ? [] : [statusMeanings[cell.status][language]]),
    ...(isWholeCoverage(cell.coverage) ? [describeCoverage(cell.coverage)] : []),
  ]
  return (
    <span
      className={classes[kind]}
      data-status={cell.status}
      {...(about.length > 0 ? { title: about.join(' · ') } : {})}
    >
      {kind === 'none' ? (
        <Explained word={describe(cell)} reason={statusMeanings[cell.status][language]} />
      ) : (
        describe(cell, digits)
      )}
      {isOfSome(cell) && <small className="figure-note">{term('CellStatus', 'PARTIAL')}</small>}
    </span>
  )
}

/** Whether a number or a range is that of some communities alone: others do not report or do not share. */
function isOfSome({ status, coverage }: FigureCell): boolean {
  if (status === 'PARTIAL') return true
  return status === 'SUPPRESSED' && coverage !== undefined && coverage.withheld + coverage.missing > 0
}
