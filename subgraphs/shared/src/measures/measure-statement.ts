import { learnerGroups, programmeKinds } from '@shequ/schema/measures/breakdowns'
import type { Tier } from '@shequ/schema/tiers'
import type { Statement } from '../database/statement.js'
import { communitiesSql, type Owner } from './communities-sql.js'
import { strangersSql } from './filter-areas.js'
import { type Figures, figuresSql, readsEachReturn } from './figures-sql.js'
import { boundColumns, boundsSql, partsOf, partsSql } from './measure-sql.js'
import { sumsSql } from './members-sql.js'
import { namedSql } from './named-sql.js'
import { readPosition } from './row-cursor.js'
import { Parameters } from './parameters.js'
import { pendingSql } from './pending-sql.js'
import { isRegrouped, partsOfQuestion } from './question-parts.js'
import { areaGroupsSql, regroupSql } from './regroup-sql.js'
import type { SortKey } from './plan-order.js'
import { areaDigits, type Question } from './plan-question.js'
import { looksAtValues, mostCommunities } from './narrowed-to.js'
import { aimlessSql, aimSql, targetedMeasures, targetSql } from './target-sql.js'
import { type TightenedFigure, tightenedJoin, tightenedSql } from './tightened-figures.js'
import { type Scopes, scopesOf } from './scopes.js'

/**
 * The one statement that answers a question for divisions of one level. It gives a row for each division. The row says whether the
 * division is known, which areas of the filter are not known, and how many rows the answer has. A page of these rows and the totals come
 * as JSON with an array for each column, which is quicker to read than thousands of rows.
 *
 * @param tightened what is known of figures beside their own returns
 */
export function measureStatement(
  question: Question,
  owners: readonly Owner[],
  tier: Tier,
  tightened: readonly TightenedFigure[] = [],
): Statement {
  const parameters = new Parameters()
  const scopes = scopesOf(question.measures)
  const parts = partsOfQuestion(question)
  const figures = parts.flatMap((part) => part.figures.map((figure) => ({ ...figure, question: part.question })))
  const shown = (['row', 'total'] as const).filter((of) => of === 'row' || question.wantsTotals)
  const isTightened = tightened.length > 0
  const isApart = isRegrouped(question)
  const columns = columnsOf(question, scopes)
  const keys = keyNames(question.order)
  const keyed = question.order.map((key, index) => `${keySql(key, question, parameters)} as ${keys[index]}`)
  const text = `with ${[
    communitiesSql(question, owners, tier, parameters),
    ...(figures.some((part) => readsEachReturn(part, part.question, owners, tier))
      ? [namedSql(question, scopes, tier, parameters), sumsSql(question, scopes, tier, parameters)]
      : []),
    ...figures.map((part) => figuresSql(part, part.question, scopes, owners, tier, parameters)),
    ...(isTightened ? [tightenedSql(tightened, question, parameters)] : []),
    ...areaGroupsSql(question, parameters),
    ...(isApart
      ? shown.map((of) => regroupSql(of, parts, question, scopes, owners, tier, isTightened, parameters))
      : []),
    ...shown.map((name) => valueSql(name, question, tier, isTightened && !isApart)),
    ...(targetedMeasures(question).length > 0 ? [targetSql(question, owners, parameters)] : []),
    `answer as materialized (select ${['owner', ...columns, ...keyed].join(', ')} from row_value where ${decided('met', question, parameters)})`,
    pageSql(question, owners, parameters),
  ].join(',\n')}
select owner, exists (select from known where known.owner = o.owner) as known, ${strangersSql(question.filter, question.groups ?? [], tier, parameters)} as strangers, ${aimlessSql(question, parameters)} as aimless, coalesce(matching, 0) as matching, ${undecidedSql(question, parameters)} as undecided, ${pendingSql(question, owners, tier, parameters)} as pending,
  ${openSql(question, shown)} as open, ${openUnitsSql(question)} as open_units,
  to_json(page_columns) as rows, ${question.wantsTotals ? 'to_json(total_columns)' : 'null::json'} as totals
from ${question.areBeside ? '(select * from owner limit 1)' : 'owner'} o
left join (select owner, count(*) as matching from answer group by owner) answers using (owner)
left join (${asArrays('page', question.wantsCursors ? [...columns, ...keys] : columns, keys)}) page_columns using (owner)
${question.wantsTotals ? `left join (${asArrays('total_value', columns, ['place'])}) total_columns using (owner)` : ''}`
  return { text, values: parameters.values }
}

/** The columns of an answer's rows. */
function columnsOf({ measures, byPeriod, growths }: Question, { keys }: Scopes): readonly string[] {
  return [
    'unit',
    ...(byPeriod ? ['place'] : []),
    'output',
    'expected',
    'residents',
    // What is expected, is reported, withheld or missing.
    ...keys.flatMap((key) => ['reported', 'withheld', 'residents', 'as_of'].map((name) => `${name}_${key}`)),
    ...measures.flatMap((measure, place) =>
      [...partsOf(measure), ...boundColumns, ...growths.map(({ column }) => column)].map((name) => `m${place}_${name}`),
    ),
  ]
}

/**
 * A CTE of figures with each measure's parts, bounds and growth. The periods before the first are gone from it. (`offset 0` has
 * each step computed once a row, and not again wherever the next ones name it.)
 */
function valueSql(name: Figures['name'], question: Question, tier: Tier, isTightened: boolean): string {
  const { measures, earlier, growths } = question
  const parts = measures.flatMap((measure, place) => partsSql(measure, place, question, tier, isTightened))
  const bounds = measures.flatMap((measure, place) => boundsSql(measure, place))
  const bounded = `select ${['*', ...bounds].join(',\n      ')} from (
      select ${['g.*', ...parts].join(',\n        ')} from ${name}_figure g ${isTightened ? tightenedJoin(name, question) : ''} offset 0
    ) parts offset 0`
  if (growths.length === 0) return `${name}_value as (${bounded})`
  const growth = measures.flatMap((_measure, place) => {
    const value = `case when m${place}_low = m${place}_high then m${place}_low end`
    return growths.map(
      ({ column, lag }) =>
        `${value} - lag(${value}, ${lag}) over (partition by unit, output, owner order by place) as m${place}_${column}`,
    )
  })
  return `${name}_value as (select * from (
  select *, ${growth.join(', ')} from (
    ${bounded}
  ) bounds
) grown where place > ${earlier.length})`
}

/** A key of the order as a number, the least first and what is not known last. */
function keySql(key: SortKey, { breakdowns, level }: Question, parameters: Parameters): string {
  const sign = key.descending ? '-' : ''
  if (key.of === 'value') {
    const bound = key.end === 'low' ? `m${key.measure}_low` : `coalesce(m${key.measure}_high, 'Infinity')`
    return `case when m${key.measure}_low is null then 'Infinity' else ${sign}${bound} end`
  }
  if (key.of === 'growth') return `coalesce(${sign}m${key.measure}_${key.column}, 'Infinity')`
  if (key.of === 'place') return `${sign}place::float8`
  if (key.of === 'areaGroup') return `${sign}unit::float8`
  if (key.of === 'city') return `${sign}${citySql(level)}::float8`
  if (key.of === 'area') {
    const code = key.level === level ? 'unit' : `left(unit, ${areaDigits[key.level]})`
    return `${sign}${code}::float8`
  }
  const places = breakdowns.map(({ group, kind }) =>
    key.of === 'group' ? learnerGroups.indexOf(group ?? 'GENERAL') : programmeKinds.indexOf(kind ?? 'COURSE'),
  )
  return `${sign}((${parameters.add(places, 'int[]')})[output + 1])::float8`
}

/** The code of the city of a row: rows by city have it, others lie in one of those that are asked. */
function citySql(level: Question['level']): string {
  return level === null ? 'unit' : '(select c.owner from owner c where unit between c.owner and c.last_code limit 1)'
}

/** The columns of the order's keys. */
export function keyNames(order: readonly SortKey[]): readonly string[] {
  return order.map((_key, index) => `k${index}`)
}

/** A page of each division's rows, and the row behind it. Where there is one division, only so many rows are put in order. */
function pageSql(question: Question, owners: readonly Owner[], parameters: Parameters): string {
  const names = keyNames(question.order)
  const after = question.after === null ? undefined : readPosition(question.after, question.order.length)
  const behind =
    after === undefined || names.length === 0
      ? `${after === undefined}`
      : `(${names.join(', ')}) > (${after.map((value) => parameters.add(value, 'float8')).join(', ')})`
  const order = orderBy(names)
  const size = parameters.add(question.size + 1, 'int')
  if (owners.length === 1 || question.areBeside)
    return `page as (select * from answer where ${behind} ${order} limit ${size})`
  return `page as (select * from (
  select *, row_number() over (partition by owner ${order}) as position from answer where ${behind}
) numbered where position <= ${size})`
}

function orderBy(names: readonly string[]): string {
  return names.length === 0 ? '' : `order by ${names.join(', ')}`
}

/** A query that gives each owner's rows of a CTE as one: each column an array, all in the order of the keys. */
function asArrays(cte: string, columns: readonly string[], keys: readonly string[]): string {
  const arrays = columns.map((column) => `json_agg(${column} ${orderBy(keys)}) as ${column}`)
  return `select ${['owner', ...arrays].join(', ')} from ${cte} group by owner`
}

const comparisons = {
  LT: { met: ['high', '<'], failed: ['low', '>='] },
  LTE: { met: ['high', '<='], failed: ['low', '>'] },
  GT: { met: ['low', '>'], failed: ['high', '<='] },
  GTE: { met: ['low', '>='], failed: ['high', '<'] },
} as const

/** Whether a row surely meets all conditions, or surely fails one. */
function decided(way: 'met' | 'failed', question: Question, parameters: Parameters): string {
  const { having, measures } = question
  const conditions = having.map(({ measure, op, value }) => {
    const [bound, comparison] = comparisons[op][way]
    const wanted = value === 'TARGET' ? aimSql(measure, question, parameters) : parameters.add(value, 'float8')
    return `coalesce(m${measures.indexOf(measure)}_${bound} ${comparison} ${wanted}, false)`
  })
  if (conditions.length === 0) return way === 'met' ? 'true' : 'false'
  return `(${conditions.join(way === 'met' ? ' and ' : ' or ')})`
}

function undecidedSql(question: Question, parameters: Parameters): string {
  const open = `not ${decided('met', question, parameters)} and not ${decided('failed', question, parameters)}`
  const leftOut =
    question.having.length === 0 ? '0' : `(select count(*) from row_value where row_value.owner = o.owner and ${open})`
  return `${leftOut} + ${misplacedSql(question)}`
}

/**
 * SQL for how many rows of an owner `o` may stand elsewhere: by the first measure of the order their bounds overlap those of a row before
 * or after them, among rows that are equal by the keys before it.
 */
function misplacedSql({ order }: Question): string {
  const index = order.findIndex(({ of }) => of === 'value')
  const key = order[index]
  if (key?.of !== 'value') return '0'
  const [low, high] = [`m${key.measure}_low`, `coalesce(m${key.measure}_high, 'Infinity')`]
  const before = keyNames(order).slice(0, index)
  const among = `${before.length > 0 ? `partition by ${before.join(', ')} ` : ''}order by ${low}, ${high}`
  return `(select count(*) from (
    select ${low} as low, ${high} as high, lead(${low}) over (${among}) as next,
      max(${high}) over (${among} rows between unbounded preceding and 1 preceding) as most_before
    from answer a where a.owner = o.owner and ${low} is not null
  ) placed where most_before > low or next < high)`
}

/** SQL for whether a figure of row `v` hides anything. */
function hidesSql({ measures }: Question): string {
  return `(${measures.map((_measure, place) => `v.m${place}_low is distinct from v.m${place}_high`).join(' or ')})`
}

function openSql(question: Question, figures: readonly Figures['name'][]): string {
  const open = figures.map(
    (name) => `exists (select from ${name}_value v where v.owner = o.owner and ${hidesSql(question)})`,
  )
  return `(${open.join(' or ')})`
}

/** The communities of which anything hides that conditions or the order look at, one more than can be looked at. */
function openUnitsSql(question: Question): string {
  if (question.level !== 'COMMUNITY' || !looksAtValues(question)) return 'null::text[]'
  return `array(select distinct v.unit from row_value v where v.owner = o.owner and ${hidesSql(question)} limit ${mostCommunities + 1})`
}
