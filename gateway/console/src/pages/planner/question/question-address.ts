import { type MeasureName, measures as definitions } from '@shequ/schema/measures/measures'
import { aspects, benchmarks, comparisons, dimensions } from '@shequ/schema/measures/question-values'
import type { PlannerSearch } from './planner-search'
import {
  type PlannerCondition,
  type PlannerGroup,
  type PlannerOrder,
  type PlannerQuestion,
  besides,
  views,
} from './planner-question'

const grains = ['MONTH', 'QUARTER', 'YEAR'] as const

/**
 * Reads a question from an address. What the address leaves out, or has in a form that is none, is as in the question it is given:
 * an address that somebody shortened by hand still opens.
 */
export function readQuestion(search: PlannerSearch, otherwise: PlannerQuestion): PlannerQuestion {
  const text = (name: keyof PlannerSearch) => [search[name] ?? []].flat()
  const list = (name: keyof PlannerSearch) =>
    text(name)
      .flatMap((value) => value.split(','))
      .filter((value) => value !== '')
  const one = <Value extends string>(name: keyof PlannerSearch, known: readonly Value[], unsaid: Value) =>
    known.find((value) => value === text(name)[0]) ?? unsaid
  const some = <Value extends string>(name: keyof PlannerSearch, known: readonly Value[], unsaid: readonly Value[]) =>
    search[name] === undefined ? unsaid : list(name).filter((value): value is Value => known.includes(value as Value))
  const month = (name: 'from' | 'to') => text(name).find((value) => /^\d{4}-\d{2}$/.test(value)) ?? otherwise[name]
  const measures = some('measures', Object.keys(definitions) as MeasureName[], otherwise.measures)
  const rows = Number(text('rows')[0])
  return {
    within: text('within').find((code) => /^\d{12}$/.test(code)) ?? otherwise.within,
    beside: list('beside'),
    measures: measures.length > 0 ? measures : otherwise.measures,
    groupBy: some('groupBy', dimensions, otherwise.groupBy),
    from: month('from'),
    to: month('to'),
    grain: one('grain', grains, otherwise.grain),
    boroughs: list('boroughs'),
    communityKinds: list('communityKinds'),
    learnerGroups: list('learnerGroups'),
    programmeKinds: list('programmeKinds'),
    areaGroups: text('areaGroup').flatMap(readGroup),
    having: text('having').flatMap(readCondition),
    orderBy: text('orderBy').flatMap(readOrder),
    rows: Number.isInteger(rows) && rows > 0 ? Math.min(rows, 500) : null,
    view: one('view', views, otherwise.view),
    show: some('show', besides, []),
    across: text('columns')[0] === 'PERIOD',
  }
}

/** Writes a question as an address has it; names and forms are those of the exports. */
export function writeQuestion(question: PlannerQuestion): PlannerSearch {
  const { within, from, to, grain, view, rows, across, areaGroups, having, orderBy, groupBy, ...lists } = question
  const { beside, measures, boroughs, communityKinds, learnerGroups, programmeKinds, show } = lists
  const written = { beside, measures, boroughs, communityKinds, learnerGroups, programmeKinds, show }
  return {
    within,
    ...Object.fromEntries(
      Object.entries(written)
        .filter(([, values]) => values.length > 0)
        .map(([name, values]) => [name, values.join(',')]),
    ),
    // No rows at all is said too: left out, it would be the rows that one begins with.
    groupBy: groupBy.length > 0 ? groupBy.join(',') : ',',
    from,
    to,
    grain,
    areaGroup: areaGroups.map(({ name, codes }) => `${name}:${codes.join(',')}`),
    having: having.map(({ measure, op, against }) => `${measure}:${op}:${against}`),
    orderBy: orderBy.map(({ by, aspect, direction }) => [by, aspect, direction].join(':')),
    ...(rows === null ? {} : { rows: String(rows) }),
    ...(across ? { columns: 'PERIOD' } : {}),
    view,
  }
}

function readGroup(text: string): PlannerGroup[] {
  const [name = '', codes = ''] = text.split(':')
  return name === '' ? [] : [{ name, codes: codes.split(',').filter((code) => /^\d{12}$/.test(code)) }]
}

function readCondition(text: string): PlannerCondition[] {
  const [measure = '', wanted, against = ''] = text.split(':')
  const op = comparisons.find((comparison) => comparison === wanted)
  if (!isMeasure(measure) || op === undefined || against === '') return []
  const benchmark = benchmarks.find((known) => known === against)
  const number = Number(against)
  return benchmark === undefined && !Number.isFinite(number) ? [] : [{ measure, op, against: benchmark ?? number }]
}

function readOrder(text: string): PlannerOrder[] {
  const [by = '', ...parts] = text.split(':')
  const dimension = dimensions.find((known) => known === by)
  if (dimension === undefined && !isMeasure(by)) return []
  const aspect = aspects.find((known) => parts.includes(known)) ?? 'VALUE'
  return [{ by: by as PlannerOrder['by'], aspect, direction: parts.includes('DESC') ? 'DESC' : 'ASC' }]
}

function isMeasure(name: string): name is MeasureName {
  return Object.hasOwn(definitions, name)
}
