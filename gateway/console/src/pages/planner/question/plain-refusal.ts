import { dimensions } from '@shequ/schema/measures/question-values'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { type PlannerWord, plannerWords } from '../planner-words'

/** The controls of the builder, by the argument of the question that each of them sets. */
const controls: Readonly<Record<string, PlannerWord>> = {
  within: 'area',
  beside: 'beside',
  areaGroups: 'groups',
  measures: 'whichMeasures',
  groupBy: 'rows',
  from: 'from',
  to: 'to',
  grain: 'grain',
  filter: 'filters',
  having: 'conditions',
  value: 'number',
  than: 'conditionAgainst',
  orderBy: 'order',
  first: 'atMost',
}

/** The enums whose values a refusal may name. */
const enums = ['Measure', 'Benchmark', 'LearnerGroup', 'ProgrammeKind', 'CommunityKind'] as const

/** Says a refusal of the graph as somebody reads it who sees the builder: values and arguments by their names on the page. */
export function usePlainRefusal(): (message: string) => string {
  const say = useWords(plannerWords)
  const term = useTerms()
  const nameOf = (value: string) => {
    const dimension = dimensions.find((known) => known === value)
    if (dimension !== undefined) return term('Dimension', dimension).toLowerCase()
    const grain = term('Grain', value)
    if (grain !== value) return grain.toLowerCase()
    const enumName = enums.find((name) => term(name, value) !== value)
    return enumName === undefined ? value : term(enumName, value)
  }
  const controlOf = (argument: string) => {
    const control = controls[argument.replace(/^query\./, '').split('.')[0] ?? '']
    return control === undefined ? argument : say('control', { name: say(control) })
  }
  return (message) => inPageWords(message, nameOf, controlOf)
}

/** Replaces the values of enums in a message, and the arguments that stand between backticks. */
export function inPageWords(
  message: string,
  nameOf: (value: string) => string,
  controlOf: (argument: string) => string,
): string {
  return message
    .replaceAll(/ ?[(（][A-Z][A-Z0-9_]*[)）]/g, '')
    .replaceAll(/`([^`]+)`/g, (_, argument: string) => controlOf(argument))
    .replaceAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\b/g, nameOf)
    .replaceAll(/(?<=[\p{Script=Han}“”]) (?=[\p{Script=Han}“”])/gu, '')
}
