import { useLanguage } from '../i18n/language'
import { useTerms } from '../i18n/term-of'
import { type Say, useWords } from '../i18n/words'
import type { FigureCell } from './figure-cell'
import { figureWords } from './figure-words'
import { shapeOf } from './format-figure'

/** Says a figure in words: its number, its band, or why there is none. Its number has as many figures as are given, else the usual ones. */
export function useDescribeFigure(): (cell: FigureCell, digits?: number) => string {
  const say = useWords(figureWords)
  const term = useTerms()
  const language = useLanguage()
  return (cell, digits) => {
    const shape = shapeOf(cell, language, digits)
    if (shape.kind === 'number') return shape.text
    if (shape.kind === 'band') return describeBand(shape, say)
    return term('CellStatus', cell.status)
  }
}

/** A band in words: from low to high, or the one bound that is known. */
function describeBand(
  { low, high }: { readonly low: string | null; readonly high: string | null },
  say: Say<'band' | 'atLeast' | 'atMost'>,
): string {
  if (low === null) return say('atMost', { high: high ?? '' })
  return high === null ? say('atLeast', { low }) : say('band', { low, high })
}
