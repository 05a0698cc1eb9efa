import { type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import type { MeasuredDataset } from '@shequ/schema/measures/measured-datasets'
import { type MeasureName, measures } from '@shequ/schema/measures/measures'
import type { MeasureDefinition, Terms } from '@shequ/schema/measures/measure-definition'
import { type RegisterCountName, registerCounts } from '@shequ/schema/measures/register-counts'
import type { Term } from '@shequ/schema/terms/term'

/** The definition of a measure, as any other's. */
export function definitionOf(measure: MeasureName): MeasureDefinition {
  return measures[measure]
}

/** Whether a count is a register's, and not a community's own. */
export function isRegisterCount(count: BaseCountName | RegisterCountName): count is RegisterCountName {
  return Object.hasOwn(registerCounts, count)
}

/** A count as any other's. */
export function baseCountOf(count: BaseCountName): BaseCount {
  return baseCounts[count]
}

/** All counts of a measure, each once. */
export function countsOf(measure: MeasureName): readonly (BaseCountName | RegisterCountName)[] {
  const { numerator, denominator } = definitionOf(measure)
  return [...new Set([...namesOf(numerator), ...namesOf(denominator ?? [])])]
}

/** The counts of a measure that communities return. */
export function baseCountsOf(measure: MeasureName): readonly BaseCountName[] {
  return countsOf(measure).filter((count): count is BaseCountName => !isRegisterCount(count))
}

/** The counts that communities return of which measures are made, each once. */
export function baseCountsOfAll(measures: readonly MeasureName[]): readonly BaseCountName[] {
  return [...new Set(measures.flatMap(baseCountsOf))]
}

/** The counts of a measure that come from registers. */
export function registerCountsOf(measure: MeasureName): readonly RegisterCountName[] {
  return countsOf(measure).filter(isRegisterCount)
}

/** The dataset that a measure is counted from; null for one of registers alone. A measure has one at most. */
export function datasetOf(measure: MeasureName): MeasuredDataset | null {
  const [count] = baseCountsOf(measure)
  return count === undefined ? null : baseCountOf(count).dataset
}

/** Counts of registers that change from period to period and don't add up: of a year, or of its last day. */
const ofOnePeriod: readonly RegisterCountName[] = ['budget', 'designated']

/** Whether the measure of several periods can be had from theirs. */
export function addsOverTime(measure: MeasureName): boolean {
  return (
    baseCountsOf(measure).every((count) => baseCountOf(count).adds.overTime) &&
    !registerCountsOf(measure).some((count) => ofOnePeriod.includes(count))
  )
}

/** Why the measure of several periods can't be had from theirs, where it can't. */
export function whyNotOverTime(measure: MeasureName): Term {
  const counts = baseCountsOf(measure)
  if (registerCountsOf(measure).includes('budget'))
    return { en: 'each year has its own allocation', zh: '各年拨款不同' }
  if (counts.some((count) => baseCountOf(count).unit === 'persons')) {
    return { en: 'who takes part in two of them would count twice', zh: '在两期都参加的人会重复计算' }
  }
  if (counts.some((count) => runningOn.includes(count)))
    return { en: 'what runs on in two of them would count twice', zh: '跨越两期的项目会重复计算' }
  return { en: 'it holds on the last day of each', zh: '它是各报告期最后一日的数值' }
}

/** Counts of what may run on from period to period. */
const runningOn: readonly BaseCountName[] = ['programmes', 'places']

/** Whether the measure of several kinds of programmes can be had from theirs. */
export function addsOverKinds(measure: MeasureName): boolean {
  return baseCountsOf(measure).every((count) => baseCountOf(count).adds.overKinds)
}

function namesOf(terms: Terms) {
  return terms.map(([count]) => count)
}
