import { enumTerms } from '@shequ/schema/terms/enum-terms'
import { useTerms } from '../../../i18n/term-of'
import type { Choice } from './field'

/** The values of one of the graph's enums, or some of them, as choices with their names. */
export function useChoices(): (enumName: string, values?: readonly string[]) => readonly Choice[] {
  const term = useTerms()
  return (enumName, values = Object.keys(enumTerms[enumName] ?? {})) =>
    values.map((value) => ({ value, name: term(enumName, value) }))
}
