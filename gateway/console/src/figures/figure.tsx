import { useLanguage } from '../i18n/language'
import { useTerms } from '../i18n/term-of'
import { useWords } from '../i18n/words'
import { useDescribeFigure } from './describe-figure'
import type { FigureCell } from './figure-cell'
import { figureWords } from './figure-words'
import { shapeOf } from './format-figure'
import './figures.css'

const classes = { number: 'figure', band: 'figure figure-band', none: 'figure figure-none' } as const

/** A figure with its status: a number, a band where it is hidden, or in words why there is none. */
export function Figure({ cell }: { readonly cell: FigureCell }) {
  const say = useWords(figureWords)
  const term = useTerms()
  const describe = useDescribeFigure()
  const { kind } = shapeOf(cell, useLanguage())
  return (
    <span
      className={classes[kind]}
      data-status={cell.status}
      {...(kind === 'band' ? { title: say('hiddenBand') } : {})}
    >
      {describe(cell)}
      {cell.status === 'PARTIAL' && <small className="figure-note">{term('CellStatus', cell.status)}</small>}
    </span>
  )
}
