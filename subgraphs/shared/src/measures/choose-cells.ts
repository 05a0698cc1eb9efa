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
import type { Term } from '@shequ/schema/terms/term'
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
export function whyNot(measure: MeasureName, { cells }: Breakdown, grain: Grain): Term | undefined {
  const broken = cells.some(({ group, kind }) => group !== 'ALL' || kind !== 'ALL')
  if (!broken) return undefined
  const counts = baseCountsOf(measure)
  const [[numerator] = []] = definitionOf(measure).numerator
  if (counts.length === 0 || numerator === undefined || isRegisterCount(numerator)) {
    return {
      en: `${measure} is known in total only, not by learner group or programme kind: ask for it without either`,
      zh: `${measure} 只有合计，不按学习人群或项目类型统计：请不按二者查询`,
    }
  }
  const lacking = counts.find((count) =>
    cells.some(({ group, kind }) => !hasBreakdown(count, breakdownOf(group, kind), grain)),
  )
  if (lacking !== undefined) {
    const [words, instead] = [wordsOf(cells, lacking, grain), insteadOf(cells, measure, grain)]
    return { en: `${measure} is not known ${words.en}: ${instead.en}`, zh: `${measure} ${words.zh}：${instead.zh}` }
  }
  if (new Set(cells.map(({ kind }) => kind)).size > 1 && !addsOverKinds(measure)) {
    return {
      en: `${measure} counts persons, and who takes part in two kinds of programmes would count twice: ask for one kind, for all, or by PROGRAMME_KIND`,
      zh: `${measure} 统计的是人数，参加两类项目的人会被计两次：请查询一类或全部，或按 PROGRAMME_KIND 分行`,
    }
  }
  return undefined
}

function wordsOf(cells: Breakdown['cells'], count: BaseCountName, grain: Grain): Term {
  const [byGroup, byKind] = [cells.some(({ group }) => group !== 'ALL'), cells.some(({ kind }) => kind !== 'ALL')]
  const lacksKinds = byKind && !hasBreakdown(count, breakdownOf('ALL', 'COURSE'), grain)
  const lacksGroups = byGroup && !hasBreakdown(count, breakdownOf('GENERAL', 'ALL'), grain)
  const by = lacksKinds
    ? { en: 'programme kind', zh: '项目类型' }
    : lacksGroups
      ? { en: 'learner group', zh: '学习人群' }
      : { en: 'learner group and programme kind at once', zh: '学习人群与项目类型交叉' }
  return { en: `by ${by.en} in ${grain.toLowerCase()}s`, zh: `按 ${grain} 时不按${by.zh}统计` }
}

/** What can be asked instead: in periods of which the counts are broken down so, by the one or the other, or in total. */
function insteadOf(cells: Breakdown['cells'], measure: MeasureName, grain: Grain): Term {
  const has = (group: CellGroup, kind: CellKind, of: Grain) =>
    baseCountsOf(measure).every((count) => hasBreakdown(count, breakdownOf(group, kind), of))
  const grains = (['MONTH', 'QUARTER', 'YEAR'] as const).filter((of) =>
    cells.every(({ group, kind }) => has(group, kind, of)),
  )
  if (grains.length > 0) return { en: `ask by ${grains.join(' or ')}`, zh: `请按 ${grains.join(' 或 ')} 查询` }
  const alone = [
    ...(has('GENERAL', 'ALL', grain) ? ['LEARNER_GROUP'] : []),
    ...(has('ALL', 'COURSE', grain) ? ['PROGRAMME_KIND'] : []),
  ]
  return {
    en: `ask for it ${alone.length > 0 ? `by ${alone.join(' or ')} alone, or ` : ''}in total`,
    zh: `请${alone.length > 0 ? `只按 ${alone.join(' 或 ')} 查询，或` : ''}查询合计`,
  }
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
        throw refuse('measures', {
          en: `Expected measures that can be broken down as asked, but ${reason.en}.`,
          zh: `指标不能这样细分：${reason.zh}。`,
        })
    }
  }
}
