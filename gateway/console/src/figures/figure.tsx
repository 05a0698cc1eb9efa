import { useLanguage } from '../i18n/language'
import { useTerms } from '../i18n/term-of'
import { type Say, useWords } from '../i18n/words'
import type { FigureCell } from './figure-cell'
import { figureWords } from './figure-words'
import { shapeOf } from './format-figure'
import './figures.css'

/** A figure with its status: a number, a band where it is hidden, or in words why there is none. */
export function Figure({ cell }: { readonly cell: FigureCell }) {
  const say = useWords(figureWords)
  const term = useTerms()
  const language = useLanguage()
  const shape = shapeOf(cell, language)
  const status = term('CellStatus', cell.status)
  if (shape.kind === 'number') {
    return (
      <span className="figure" data-status={cell.status}>
        {shape.text}
        {cell.status === 'PARTIAL' && <small className="figure-note">{status}</small>}
      </span>
    )
  }
  if (shape.kind === 'none') {
    return (
      <span className="figure figure-none" data-status={cell.status}>
        {cell.status === 'SUPPRESSED' ? say('hidden') : status}
      </span>
    )
  }
  return (
    <span className="figure figure-band" data-status="SUPPRESSED" title={say('hiddenBand')}>
      {describeBand(shape, say)}
    </span>
  )
}

/** A band in words: from low to high, or the one bound that is known. */
function describeBand(
  { low, high }: { readonly low: string | null; readonly high: string | null },
  say: Say<'band' | 'atLeast' | 'atMost'>,
): string {
  if (low === null) return say('atMost', { high: high ?? '' })
  return high === null ? say('atLeast', { low }) : say('band', { low, high })
}
