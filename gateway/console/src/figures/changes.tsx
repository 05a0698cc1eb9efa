import { measures } from '@shequ/schema/measures/measures'
import { unitTerms } from '@shequ/schema/terms/unit-terms'
import { useLanguage } from '../i18n/language'
import { useWords } from '../i18n/words'
import type { FigureCell } from './figure-cell'
import { figureWords } from './figure-words'
import { formatChange } from './format-figure'
import './figures.css'

/** How a figure changed against the period before and a year before, as far as both are known. */
export function Changes({ cell: { measure, growth, growthOnYear } }: { readonly cell: FigureCell }) {
  const say = useWords(figureWords)
  const language = useLanguage()
  const describe = (amount: number) => {
    const change = formatChange(measure, amount, language)
    if (measures[measure].unit === 'percent') return say('points', { change })
    return `${change} ${unitTerms[measure][language]}`
  }
  const changes = [
    ...(growth == null ? [] : [say('onPeriod', { change: describe(growth) })]),
    ...(growthOnYear == null ? [] : [say('onYear', { change: describe(growthOnYear) })]),
  ]
  return changes.length === 0 ? null : <p className="changes">{changes.join(' · ')}</p>
}
