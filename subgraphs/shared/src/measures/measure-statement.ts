import { learnerGroups, programmeKinds } from '@shequ/schema/measures/breakdowns'
import type { Tier } from '@shequ/schema/tiers'
import type { Statement } from '../database/statement.js'
import { communitiesSql, type Owner } from './communities-sql.js'
import { type Figures, figuresSql, readsEachReturn } from './figures-sql.js'
import type { MeasureCondition } from './measure-query.js'
import { boundColumns, boundsSql, partsOf, partsSql } from './measure-sql.js'
import { sumsSql } from './members-sql.js'
import { namedSql } from './named-sql.js'
import { readPosition } from './order-position.js'
import { Parameters } from './parameters.js'
import type { SortKey } from './plan-order.js'
import type { Question } from './plan-question.js'
import { type Scopes, scopesOf } from './scopes.js'

/**
 * The one statement that answers a question for divisions of one level. Its rows are of three sections: `row`, a page of
 * the answer's rows of each division; `total`, its totals; `owner`, how many rows there are and whether it is known. They come in no
 * order; `position` tells it.
 */
export function measureStatement(question: Question, owners: readonly Owner[], tier: Tier): Statement {
  const parameters = new Parameters()
  const scopes = scopesOf(question.measures)
  const figures: readonly Figures[] = [
    { name: 'row', level: question.level, breakdowns: question.breakdowns },
    ...(question.wantsTotals ? ([{ name: 'total', level: null, breakdowns: question.whole }] as const) : []),
  ]
  const columns = columnsOf(question, scopes)
  const keys = question.order.map((key) => keySql(key, question, parameters))
  const totals = question.wantsTotals
    ? `union all select 'total', owner, place::int, null, ${columns.map(({ name }) => name).join(', ')}, null, null, null from total_value`
    : ''
  const text = `with ${[
    communitiesSql(question, owners, tier, parameters),
    ...(figures.some((part) => readsEachReturn(part, question, owners, tier))
      ? [namedSql(question, scopes, tier, parameters), sumsSql(question, scopes, parameters)]
      : []),
    ...figures.map((part) => figuresSql(part, question, scopes, owners, tier, parameters)),
    ...figures.map(({ name }) => valueSql(name, question, tier)),
    `answer as materialized (select *, ${keys.map((key, index) => `${key} as k${index}`).join(', ') || 'null as no_key'} from row_value where ${decided('met', question, parameters)})`,
    pageSql(question, owners, parameters),
  ].join(',\n')}
select 'row' as section, owner, position::int, ${keysArray(question)} as keys, ${columns.map(({ name }) => name).join(', ')},
  null::bigint as matching, null::bigint as undecided, null::boolean as known from page
${totals}
union all
select 'owner', o.owner, 0, null, ${columns.map(({ type }) => `null::${type}`).join(', ')},
  (select count(*) from answer a where a.owner = o.owner), ${undecidedSql(question, parameters)},
  exists (select from known where known.owner = o.owner) from owner o`
  return { text, values: parameters.values }
}

interface Column {
  readonly name: string
  readonly type: string
}

function columnsOf({ measures }: Question, { keys }: Scopes): readonly Column[] {
  return [
    { name: 'unit', type: 'text' },
    { name: 'place', type: 'bigint' },
    { name: 'output', type: 'int' },
    { name: 'expected', type: 'bigint' },
    { name: 'residents', type: 'float8' },
    ...keys.flatMap((key) => [
      // What is expected, is reported, withheld or missing.
      ...['reported', 'withheld'].map((name) => ({ name: `${name}_${key}`, type: 'bigint' })),
      { name: `residents_${key}`, type: 'float8' },
      { name: `as_of_${key}`, type: 'timestamptz' },
    ]),
    ...measures.flatMap((measure, place) =>
      [...partsOf(measure), ...boundColumns, 'growth'].map((name) => ({ name: `m${place}_${name}`, type: 'float8' })),
    ),
  ]
}

/**
 * A CTE of figures with each measure's parts, bounds and growth. The period before the first is gone from it. (`offset 0` has
 * each step computed once a row, and not again wherever the next ones name it.)
 */
function valueSql(name: Figures['name'], question: Question, tier: Tier): string {
  const { measures, earlier } = question
  const parts = measures.flatMap((measure, place) => partsSql(measure, place, question, tier))
  const bounds = measures.flatMap((measure, place) => boundsSql(measure, place))
  const growth = measures.map((_measure, place) => {
    const value = `case when m${place}_low = m${place}_high then m${place}_low end`
    return earlier === null
      ? `null::float8 as m${place}_growth`
      : `${value} - lag(${value}) over (partition by unit, output, owner order by place) as m${place}_growth`
  })
  return `${name}_value as (select * from (
  select *, ${growth.join(', ')} from (
    select *, ${bounds.join(',\n      ')} from (
      select g.*, ${parts.join(',\n        ')} from ${name}_figure g offset 0
    ) parts offset 0
  ) bounds
) grown where place > ${earlier === null ? 0 : 1})`
}

/** A key of the order as a number, the least first and what is not known last. */
function keySql(key: SortKey, { breakdowns }: Question, parameters: Parameters): string {
  const sign = key.descending ? '-' : ''
  if (key.of === 'value') {
    const value = `m${key.measure}_low = m${key.measure}_high then m${key.measure}_low`
    return `coalesce(${sign}(case when ${value} end), 'Infinity')`
  }
  if (key.of === 'growth') return `coalesce(${sign}m${key.measure}_growth, 'Infinity')`
  if (key.of === 'unit' || key.of === 'place') return `${sign}${key.of}::float8`
  const places = breakdowns.map(({ group, kind }) =>
    key.of === 'group' ? learnerGroups.indexOf(group ?? 'GENERAL') : programmeKinds.indexOf(kind ?? 'COURSE'),
  )
  return `${sign}((${parameters.add(places, 'int[]')})[output + 1])::float8`
}

/** The keys of the rows that cursors are made of: the first of a page and the last, which another may follow. */
function keysArray({ order, size }: Question): string {
  const keys = `array[${order.map((_key, index) => `k${index}`).join(', ')}]::float8[]`
  return `case when position in (1, ${size}, found) then ${keys} end`
}

/** A page of each division's rows. Where there is one division, only as many rows as the page has are put in order. */
function pageSql(question: Question, owners: readonly Owner[], parameters: Parameters): string {
  const names = question.order.map((_key, index) => `k${index}`)
  const after = question.after === null ? undefined : readPosition(question.after, question.order.length)
  const behind =
    after === undefined || names.length === 0
      ? `${after === undefined}`
      : `(${names.join(', ')}) > (${after.map((value) => parameters.add(value, 'float8')).join(', ')})`
  const order = names.length === 0 ? '' : `order by ${names.join(', ')}`
  const size = parameters.add(question.size + 1, 'int')
  if (owners.length === 1) {
    return `page as (select *, row_number() over () as position, count(*) over () as found from (select * from answer where ${behind} ${order} limit ${size}) first_rows)`
  }
  return `page as (select * from (
  select *, row_number() over (partition by owner ${order}) as position, count(*) over (partition by owner) as found from answer where ${behind}
) numbered where position <= ${size})`
}

const comparisons = {
  LT: { met: ['high', '<'], failed: ['low', '>='] },
  LTE: { met: ['high', '<='], failed: ['low', '>'] },
  GT: { met: ['low', '>'], failed: ['high', '<='] },
  GTE: { met: ['low', '>='], failed: ['high', '<'] },
} as const

/** Whether a row surely meets all conditions, or surely fails one. */
function decided(way: 'met' | 'failed', { having, measures }: Question, parameters: Parameters): string {
  const conditions = having.map(({ measure, op, value }: MeasureCondition) => {
    const [bound, comparison] = comparisons[op][way]
    return `coalesce(m${measures.indexOf(measure)}_${bound} ${comparison} ${parameters.add(value, 'float8')}, false)`
  })
  if (conditions.length === 0) return way === 'met' ? 'true' : 'false'
  return `(${conditions.join(way === 'met' ? ' and ' : ' or ')})`
}

function undecidedSql(question: Question, parameters: Parameters): string {
  if (question.having.length === 0) return '0'
  const open = `not ${decided('met', question, parameters)} and not ${decided('failed', question, parameters)}`
  return `(select count(*) from row_value v where v.owner = o.owner and ${open})`
}
