import { useLanguage } from '../i18n/language'
import { useTerms } from '../i18n/term-of'
import { type Say, useWords } from '../i18n/words'
import type { FigureCell } from './figure-cell'
import { figureWords } from './figure-words'
import { shapeOf } from './format-figure'

/** Says a figure in words: its number, its band, or why there is none. */
export function useDescribeFigure(): (cell: FigureCell) => string {
  const say = useWords(figureWords)
  const term = useTerms()
  const language = useLanguage()
  return (cell) => {
    const shape = shapeOf(cell, language)
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
