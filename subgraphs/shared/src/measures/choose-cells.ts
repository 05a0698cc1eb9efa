import {
  breakdownOf,
  type CellGroup,
  type CellKind,
  learnerGroups,
  programmeKinds,
} from '@shequ/schema/measures/breakdowns'
import { type BaseCountName, hasBreakdown } from '@shequ/schema/measures/base-counts'
import type { MeasureName } from '@shequ/schema/measures/measures'
import type { Grain } from '@shequ/schema/measures/periods'
import type { LearnerGroup, MeasureFilter, ProgrammeKind } from './measure-query.js'
import { addsOverKinds, baseCountsOf, definitionOf, isRegisterCount } from './measure-counts.js'
import { refuse } from './require-limits.js'

/** What a row shows of the family of cells: the cells that it adds up, and the group and kind that it stands for. */
export interface Breakdown {
  readonly group: LearnerGroup | null
  readonly kind: ProgrammeKind | null
  readonly cells: readonly { readonly group: CellGroup; readonly kind: CellKind }[]
}

/** The breakdowns of a question: one for each group and kind by which its rows are broken down. */
export function chooseCells(
  filter: Pick<MeasureFilter, 'learnerGroups' | 'programmeKinds'>,
  byGroup: boolean,
  byKind: boolean,
): readonly Breakdown[] {
  const groups = partsOf(learnerGroups, filter.learnerGroups, byGroup)
  const kinds = partsOf(programmeKinds, filter.programmeKinds, byKind)
  return groups.flatMap((group) =>
    kinds.map((kind) => ({
      group: group.part,
      kind: kind.part,
      cells: group.cells.flatMap((cellGroup) => kind.cells.map((cellKind) => ({ group: cellGroup, kind: cellKind }))),
    })),
  )
}

/** A row each for the parts that are wanted, or one row that adds them up: the margin, when all of them are wanted. */
function partsOf<Part extends string>(
  all: readonly Part[],
  wanted: readonly Part[] | null | undefined,
  split: boolean,
) {
  const parts = all.filter((part) => wanted?.includes(part) ?? true)
  if (split) return parts.map((part) => ({ part, cells: [part] }))
  const cells: readonly (Part | 'ALL')[] = parts.length === all.length ? ['ALL'] : parts
  return [{ part: null, cells }]
}

/** Why a measure has no figure for a breakdown, or undefined when it has one. */
export function whyNot(measure: MeasureName, { cells }: Breakdown, grain: Grain): string | undefined {
  const broken = cells.some(({ group, kind }) => group !== 'ALL' || kind !== 'ALL')
  if (!broken) return undefined
  const counts = baseCountsOf(measure)
  const [[numerator] = []] = definitionOf(measure).numerator
  if (counts.length === 0 || numerator === undefined || isRegisterCount(numerator)) {
    return `${measure} is known in total only, not by learner group or programme kind: ask for it without either`
  }
  const lacking = counts.find((count) =>
    cells.some(({ group, kind }) => !hasBreakdown(count, breakdownOf(group, kind), grain)),
  )
  if (lacking !== undefined) {
    return `${measure} is not known ${wordsOf(cells, lacking, grain)}: ${insteadOf(cells, measure, grain)}`
  }
  if (new Set(cells.map(({ kind }) => kind)).size > 1 && !addsOverKinds(measure)) {
    return `${measure} counts persons, and who takes part in two kinds of programmes would count twice: ask for one kind, for all, or by PROGRAMME_KIND`
  }
  return undefined
}

function wordsOf(cells: Breakdown['cells'], count: BaseCountName, grain: Grain): string {
  const [byGroup, byKind] = [cells.some(({ group }) => group !== 'ALL'), cells.some(({ kind }) => kind !== 'ALL')]
  const lacksKinds = byKind && !hasBreakdown(count, breakdownOf('ALL', 'COURSE'), grain)
  const lacksGroups = byGroup && !hasBreakdown(count, breakdownOf('GENERAL', 'ALL'), grain)
  const by = lacksKinds ? 'programme kind' : lacksGroups ? 'learner group' : 'learner group and programme kind at once'
  return `by ${by} in ${grain.toLowerCase()}s`
}

/** What can be asked instead: in periods of which the counts are broken down so, by the one or the other, or in total. */
function insteadOf(cells: Breakdown['cells'], measure: MeasureName, grain: Grain): string {
  const has = (group: CellGroup, kind: CellKind, of: Grain) =>
    baseCountsOf(measure).every((count) => hasBreakdown(count, breakdownOf(group, kind), of))
  const grains = (['MONTH', 'QUARTER', 'YEAR'] as const).filter((of) =>
    cells.every(({ group, kind }) => has(group, kind, of)),
  )
  if (grains.length > 0) return `ask by ${grains.join(' or ')}`
  const alone = [
    ...(has('GENERAL', 'ALL', grain) ? ['LEARNER_GROUP'] : []),
    ...(has('ALL', 'COURSE', grain) ? ['PROGRAMME_KIND'] : []),
  ]
  return `ask for it ${alone.length > 0 ? `by ${alone.join(' or ')} alone, or ` : ''}in total`
}

/** @throws {HubError} BAD_USER_INPUT when a measure has no figure for a breakdown of the question. */
export function requireBreakdowns(
  measures: readonly MeasureName[],
  breakdowns: readonly Breakdown[],
  grain: Grain,
): void {
  for (const measure of measures) {
    for (const breakdown of breakdowns) {
      const reason = whyNot(measure, breakdown, grain)
      if (reason !== undefined)
        throw refuse('measures', `Expected measures that can be broken down as asked, but ${reason}.`)
    }
  }
}
