import { type BaseCountName, baseCountNames, columnOf } from '@shequ/schema/measures/base-counts'
import { breakdownOf, learnerGroups, programmeKinds } from '@shequ/schema/measures/breakdowns'
import type { Statement } from '@shequ/subgraph/database/statement'
import { city } from '../question/three-hop-query.js'

// What one who knows the tables of returns would write by hand in a city whose communities are all hosted: the sums of areas for
// the figures, the communities' returns for coverage. Everything that is asked for is read: both bounds, coverage, its residents.

const placeOf = (count: BaseCountName) => baseCountNames.indexOf(count) + 1
const names = new Map(baseCountNames.map((name) => [columnOf(name), name]))

/** SQL for the bounds of a count of a return `s` and its cell `c`, of which `bit` is the place in the mask. */
function bounds(column: string, bit: string): string {
  const name = names.get(column) ?? 'participants'
  const place = placeOf(name)
  const end = (index: number, otherwise: string) => `case when (s.hidden[${place}] >> ${bit}) & 1 = 1
      then coalesce((c.bounds->'${name}'->>${index})::bigint, ${otherwise}) else coalesce(c.${column}, 0) end`
  return `(${end(0, '0')})::float8 as low, (${end(1, `s.high[${place}]`)})::float8 as high`
}

const groupRows = learnerGroups.map((group) => `('${group}'::cell_group, ${breakdownOf(group, 'ALL')})`).join(', ')
const kindRows = programmeKinds.map((kind) => `('${kind}'::cell_kind, ${breakdownOf('ALL', kind)})`).join(', ')

export interface AreasOnCells {
  readonly area: 'borough_code' | 'city_code'
  readonly count: 'participants' | 'older_participants'
  readonly periods: readonly string[]
  readonly byGroup?: boolean
  /** Only areas whose rate is surely less, in percent. */
  readonly below?: number
}

/** A rate of boroughs or of the city by period, and by learner group where that is asked for. */
export function areasOnCells({ area, count, periods, byGroup = false, below }: AreasOnCells): Statement {
  const residents = count === 'participants' ? 'residents' : 'older_residents'
  const reported = `r.levels[1] >= 'PUBLIC' or (r.summed[1] and s.division_code is not null)`
  return {
    text: `with s as materialized (
  select division_code, period, hidden, high from measure_return
  where kind = 'SUM' and period = any($2::text[]) and levels[1] >= 'PUBLIC' and division_code in (select distinct ${area} from area where city_code = $1)
), coverage as (
  select a.${area} as area, p.period, count(*) as expected, count(*) filter (where ${reported}) as reported,
    count(r.division_code) filter (where not (${reported})) as withheld, count(*) - count(r.division_code) as missing, sum(a.residents) as residents,
    sum(a.residents) filter (where ${reported}) as residents_reported, sum(a.${residents}) filter (where ${reported}) as denominator, max(r.released_at) as as_of
  from area a cross join unnest($2::text[]) p (period)
  left join s on s.division_code = a.${area} and s.period = p.period
  left join measure_return r on r.kind = 'NAMED' and r.period = any($2::text[]) and r.period = p.period and r.division_code = a.community_code
  where a.city_code = $1 group by 1, 2
)
select *, case when reported > 0 and low = high then low end as numerator, case when reported > 0 and low = high then 100 * low / denominator end as value from (
  select concat_ws(' ', ${area === 'city_code' ? '' : 'v.area, '}v.period${byGroup ? ', g.learner_group' : ''}) as key, v.*, ${bounds(count, 'g.bit')}
  from coverage v left join s on s.division_code = v.area and s.period = v.period
  cross join (values ${byGroup ? groupRows : `('ALL'::cell_group, 0)`}) g (learner_group, bit)
  left join cell c on c.division_code = s.division_code and c.period = s.period and c.learner_group = g.learner_group and c.programme_kind = 'ALL'
) figure ${below === undefined ? '' : `where 100 * high / denominator < ${below}`} order by area, period${byGroup ? ", array_position(enum_range(null::cell_group), (string_to_array(key, ' '))[2]::cell_group)" : ''}`,
    values: [city, periods],
  }
}

/** The 50 communities whose participation rate grew most between two periods. */
export function growthOnCells(periods: readonly [string, string]): Statement {
  return {
    text: `with figure as (
  select a.community_code, p.period, a.residents, s.division_code is not null as returned, s.released_at, coalesce(s.levels[1] >= 'PUBLIC', false) as reported, ${bounds('participants', '0')}
  from area a cross join unnest($2::text[]) p (period)
  left join measure_return s on s.kind = 'NAMED' and s.period = any($2::text[]) and s.division_code = a.community_code and s.period = p.period
  left join cell c on c.division_code = s.division_code and c.period = s.period and c.learner_group = 'ALL' and c.programme_kind = 'ALL'
  where a.city_code = $1
), grown as (
  select *, value - lag(value) over (partition by community_code order by period) as growth
  from (select *, case when reported and low = high then 100 * low / residents end as value from figure) valued
)
select concat_ws(' ', community_code, period) as key, *, case when value is not null then low end as numerator
from grown where period = $3 order by growth desc nulls last, community_code limit 50`,
    values: [city, periods, periods[1]],
  }
}

/** Attendances of a street's communities by programme kind. */
export function communitiesOnCells(street: string, period: string): Statement {
  return {
    text: `select *, case when reported and low = high then low end as numerator from (
  select concat_ws(' ', a.community_code, $2::text, k.programme_kind) as key, a.residents, s.division_code is not null as returned, s.released_at,
    coalesce(s.levels[1] >= 'PUBLIC', false) as reported, ${bounds('attendances', 'k.bit')}
  from area a cross join (values ${kindRows}) k (programme_kind, bit)
  left join measure_return s on s.division_code = a.community_code and s.period = $2 and s.kind = 'NAMED'
  left join cell c on c.division_code = s.division_code and c.period = s.period and c.learner_group = 'ALL' and c.programme_kind = k.programme_kind
  where a.street_code = $1 order by a.community_code, k.bit
) figure`,
    values: [street, period],
  }
}
