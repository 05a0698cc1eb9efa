import { learnerGroups } from '@shequ/schema/measures/breakdowns'
import { daysOf } from '@shequ/schema/measures/periods'
import type { Statement } from '@shequ/subgraph/database/statement'

// The same questions as one would put them without returns: a GROUP BY on every session and enrolment of the city, with nobody's
// cells hidden. `bench_area` is the city's register, laid beside the records.

/** The programmes of periods `$1` to `$3` (name, first day, day after), each with the sessions that began in one of them. */
const held = `held as materialized (
    select s.community_code, s.programme_id, g.kind::text as kind, p.period, array_agg(s.ordinal::smallint) as ordinals
    from unnest($1::text[], $2::date[], $3::date[]) p (period, first_day, day_after)
    join session s on s.starts_at >= p.first_day::timestamp at time zone interval '8 hours' and s.starts_at < p.day_after::timestamp at time zone interval '8 hours'
      and s.removed_at is null
    join programme g on g.community_code = s.community_code and g.id = s.programme_id and g.removed_at is null
    group by 1, 2, 3, 4
  )`

/** Each resident of the city once a period in which he or she attended anything at home, with learner group and age. */
const person = `attendant as materialized (
    select distinct held.community_code, held.period, e.resident
    from held join enrolment e on e.community_code = held.community_code and e.programme_id = held.programme_id and e.attended && held.ordinals
  ), person as (
    select attendant.*, a.borough_code, a.city_code, a.residents,
      coalesce(r.learner_group::text, 'GENERAL') as learner_group, coalesce(r.sixty_or_over, false) as older
    from attendant join bench_area a using (community_code)
    left join resident r on r.community_code = attendant.community_code and r.pseudonym = attendant.resident
    where coalesce(r.residence = attendant.community_code, true)
  )`

function datesOf(periods: readonly string[]): readonly unknown[] {
  const days = periods.map((period) => daysOf(period))
  return [periods, days.map(({ from }) => from), days.map(({ before }) => before)]
}

export interface PersonsOnRecords {
  readonly area: 'borough_code' | 'city_code'
  readonly periods: readonly string[]
  readonly byGroup?: boolean
  /** Only areas whose rate of residents of 60 and over is less, in percent, by the participants of that age. */
  readonly below?: number
}

/** Distinct residents who took part, by area and period, and by learner group where that is asked for. */
export function personsOnRecords({ area, periods, byGroup = false, below }: PersonsOnRecords): Statement {
  const residents = below === undefined ? 'residents' : 'older_residents'
  const groups = learnerGroups.map((group) => `'${group}'`).join(', ')
  return {
    text: `with ${held}, ${person}
  select concat_ws(' ', ${area === 'city_code' ? '' : 'area, '}period${byGroup ? ', learner_group' : ''}) as key, counted::float8 as numerator, 100 * counted / denominator as value from (
    select ${area} as area, period${byGroup ? ', learner_group' : ''}, count(*)${below === undefined ? '' : ' filter (where older)'} as counted
    from person group by 1, 2${byGroup ? ', 3' : ''}
  ) counted join (select ${area} as area, sum(${residents})::float8 as denominator from bench_area group by 1) register using (area)
  ${below === undefined ? '' : `where 100 * counted / denominator < ${below}`} order by area, period${byGroup ? `, array_position(array[${groups}], learner_group)` : ''}`,
    values: datesOf(periods),
  }
}

/** The 50 communities whose participation rate grew most between two periods. */
export function growthOnRecords(periods: readonly [string, string]): Statement {
  return {
    text: `with ${held}, ${person}, counted as (
    select community_code, period, 100.0 * count(*) / max(residents) as value from person group by 1, 2
  )
  select concat_ws(' ', community_code, $4::text) as key, (now.value - before.value)::float8 as growth, null as numerator
  from counted now join counted before using (community_code) where now.period = $4 and before.period <> $4
  order by growth desc, community_code limit 50`,
    values: [...datesOf(periods), periods[1]],
  }
}

/** Attendances of a street's communities by programme kind. */
export function kindsOnRecords(street: string, period: string): Statement {
  return {
    text: `with ${held}
  select concat_ws(' ', community_code, period, kind) as key, count(*)::float8 as numerator
  from bench_area join held using (community_code) join enrolment e using (community_code, programme_id) join unnest(e.attended) ordinal on ordinal = any(held.ordinals)
  where street_code = $4 group by community_code, period, kind order by 1`,
    values: [...datesOf([period]), street],
  }
}
