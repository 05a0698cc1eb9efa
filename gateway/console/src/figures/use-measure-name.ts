import type { MeasureName } from '@shequ/schema/measures/measures'
import { unitTerms } from '@shequ/schema/terms/unit-terms'
import { useLanguage } from '../i18n/language'
import { useTerms } from '../i18n/term-of'
import { useWords } from '../i18n/words'
import { figureWords } from './figure-words'

/** Names a measure with the unit of its figures, where these do not show it themselves. */
export function useMeasureName(): (measure: MeasureName) => string {
  const say = useWords(figureWords)
  const term = useTerms()
  const language = useLanguage()
  return (measure) => {
    const [name, unit] = [term('Measure', measure), unitTerms[measure][language]]
    return unit === '%' ? name : say('withUnit', { measure: name, unit })
  }
}
