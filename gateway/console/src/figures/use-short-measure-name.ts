import type { MeasureName } from '@shequ/schema/measures/measures'
import { useWords } from '../i18n/words'
import { shortMeasureWords } from './short-measure-words'

/** Names a measure in few words, for the head of a column. */
export function useShortMeasureName(): (measure: MeasureName) => string {
  return useWords(shortMeasureWords)
}
