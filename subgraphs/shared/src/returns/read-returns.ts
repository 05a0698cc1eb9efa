import { baseCountNames, columnOf } from '@shequ/schema/measures/base-counts'
import { cellKinds } from '@shequ/schema/measures/breakdowns'
import type { MeasureReturn, ReturnCell } from '@shequ/schema/returns/measure-return'
import type { TransactionSql } from '../writes/once.js'

/** What names a return: the division and the period it tells of. */
export interface ReturnKey {
  readonly division: string
  readonly period: string
}

type ReturnRow = Omit<MeasureReturn, 'cells'> & {
  readonly cells: readonly (Omit<ReturnCell, 'bounds'> & { readonly bounds: Required<ReturnCell>['bounds'] | null })[]
}

const countsOfCell = baseCountNames.map((name) => `'${name}', cell.${columnOf(name)}`).join(', ')

/** The place of a cell in its family, as `breakdownOf` counts it: the enums stand in the order of the schema's lists. */
const breakdownOfCell = `(array_position(enum_range(null::cell_group), cell.learner_group) - 1) * ${cellKinds.length}
  + array_position(enum_range(null::cell_kind), cell.programme_kind) - 1`

const text = `
  select released.division_code as division, released.period, released.kind::text as kind, released.version,
    released.released_at as "releasedAt", released.levels::text[] as levels, released.summed, released.hidden, released.high,
    coalesce((
      select json_agg(json_build_object('breakdown', ${breakdownOfCell}, 'counts', json_strip_nulls(json_build_object(${countsOfCell})), 'bounds', cell.bounds))
      from cell where cell.division_code = released.division_code and cell.period = released.period
    ), '[]') as cells
  from unnest($1::text[], $2::text[]) with ordinality as wanted (division, period, place)
  join measure_return released on released.division_code = wanted.division and released.period = wanted.period
  order by wanted.place`

/**
 * Reads returns with their cells, in the order of the keys, in one statement. A key without a return gives none.
 *
 * @param sql statements on the database of any tier: the tables are the same in all
 */
export async function readReturns(sql: TransactionSql, keys: readonly ReturnKey[]): Promise<readonly MeasureReturn[]> {
  const rows = await sql<ReturnRow>(
    text,
    keys.map(({ division }) => division),
    keys.map(({ period }) => period),
  )
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map(({ breakdown, counts, bounds }) =>
      bounds === null ? { breakdown, counts } : { breakdown, counts, bounds },
    ),
  }))
}
