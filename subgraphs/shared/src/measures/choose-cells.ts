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
import { grainsInWords, measureInWords } from './in-words.js'
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

/** Why a measure has no figure for a breakdown, and what to ask instead; undefined when it has one. */
export function whyNot(measure: MeasureName, { cells }: Breakdown, grain: Grain): Term | undefined {
  const broken = cells.some(({ group, kind }) => group !== 'ALL' || kind !== 'ALL')
  if (!broken) return undefined
  const of = measureInWords(measure)
  const counts = baseCountsOf(measure)
  const [[numerator] = []] = definitionOf(measure).numerator
  if (counts.length === 0 || numerator === undefined || isRegisterCount(numerator)) {
    return {
      en: `${of.en} is known in total only. Leave out learner groups and kinds of programmes.`,
      zh: `${of.zh}只有合计数。请取消按学习人群、项目类型分组和筛选。`,
    }
  }
  const lacking = counts.find((count) =>
    cells.some(({ group, kind }) => !hasBreakdown(count, breakdownOf(group, kind), grain)),
  )
  if (lacking !== undefined) {
    const [words, instead] = [wordsOf(cells, lacking, grain), insteadOf(cells, measure, grain)]
    return { en: `${of.en} is not known ${words.en}. ${instead.en}.`, zh: `${of.zh}${words.zh}。${instead.zh}。` }
  }
  if (new Set(cells.map(({ kind }) => kind)).size > 1 && !addsOverKinds(measure)) {
    return {
      en: `${of.en} counts people: who joins two kinds of programmes would count twice. Choose one kind, all, or a row for each (PROGRAMME_KIND).`,
      zh: `${of.zh}按人计数，同一人参加两类项目会重复计算。请只选一类、选全部，或按项目类型分列（PROGRAMME_KIND）。`,
    }
  }
  return undefined
}

function wordsOf(cells: Breakdown['cells'], count: BaseCountName, grain: Grain): Term {
  const [byGroup, byKind] = [cells.some(({ group }) => group !== 'ALL'), cells.some(({ kind }) => kind !== 'ALL')]
  const lacksKinds = byKind && !hasBreakdown(count, breakdownOf('ALL', 'COURSE'), grain)
  const lacksGroups = byGroup && !hasBreakdown(count, breakdownOf('GENERAL', 'ALL'), grain)
  const by = lacksKinds
    ? { en: 'kind of programme', zh: '项目类型' }
    : lacksGroups
      ? { en: 'learner group', zh: '学习人群' }
      : { en: 'learner group and kind of programme at once', zh: '人群与类型交叉' }
  const period = grainsInWords[grain]
  return { en: `by ${by.en} for ${period.en}s`, zh: `按${period.zh}查询时不分${by.zh}` }
}

/** What can be asked instead: in periods of which the counts are broken down so, by the one or the other, or in total. */
function insteadOf(cells: Breakdown['cells'], measure: MeasureName, grain: Grain): Term {
  const has = (group: CellGroup, kind: CellKind, of: Grain) =>
    baseCountsOf(measure).every((count) => hasBreakdown(count, breakdownOf(group, kind), of))
  const grains = (['MONTH', 'QUARTER', 'YEAR'] as const).filter((of) =>
    cells.every(({ group, kind }) => has(group, kind, of)),
  )
  if (grains.length > 0) {
    const named = grains.map((of) => `${grainsInWords[of].zh}（${of}）`)
    return { en: `Ask by ${grains.join(' or ')}`, zh: `请改按${named.join('或')}查询` }
  }
  const alone = [
    ...(has('GENERAL', 'ALL', grain) ? [{ en: 'learner group (LEARNER_GROUP)', zh: '学习人群（LEARNER_GROUP）' }] : []),
    ...(has('ALL', 'COURSE', grain)
      ? [{ en: 'kind of programme (PROGRAMME_KIND)', zh: '项目类型（PROGRAMME_KIND）' }]
      : []),
  ]
  const [en, zh] = [alone.map((one) => one.en).join(' or '), alone.map((one) => one.zh).join('或')]
  return {
    en: en === '' ? 'Ask for it in total' : `Ask for it by ${en} alone, or in total`,
    zh: zh === '' ? '请只查合计' : `请只按${zh}分组，或查合计`,
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
      if (reason !== undefined) throw refuse('measures', reason)
    }
  }
}
