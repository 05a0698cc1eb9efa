import { enumTerms } from '@shequ/schema/terms/enum-terms'
import { useLanguage } from './language'

/** Names a value of one of the graph's enums in the language of the page: `Measure`, `SATISFACTION` gives 满意度. */
export function useTerms(): (enumName: string, value: string) => string {
  const language = useLanguage()
  return (enumName, value) => enumTerms[enumName]?.[value]?.[language] ?? value
}
