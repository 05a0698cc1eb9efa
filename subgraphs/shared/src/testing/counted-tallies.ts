/** SQL that gives both tallies as they are kept, as text to compare with `countedTallies`. */
export const keptTallies = `
  select (select string_agg(kept::text, e'\\n' order by kept::text) from return_tally kept) as returns,
    (select string_agg(kept::text, e'\\n' order by kept::text) from register_tally kept) as register`

const people = `coalesce(sum(residents), 0)::bigint, count(*) filter (where residents is null)::int,
  coalesce(sum(older_residents), 0)::bigint, count(*) filter (where older_residents is null)::int`

/** SQL that gives the same, counted from the returns and the register themselves. */
export const countedTallies = `
  with level (name) as (values ('STREET'), ('BOROUGH'), ('CITY')), member as (
    select level.name, case level.name when 'STREET' then street_code when 'BOROUGH' then borough_code else city_code end as area, area.*
    from area cross join level
  )
  select (
    select string_agg(counted::text, e'\\n' order by counted::text) from (
      select area, period, dataset, levels[dataset], summed[dataset], count(*)::int, ${people}, max(released_at),
        sum(('x' || left(md5(community_code), 12))::bit(48)::bigint / 2)::bigint
      from (select distinct on (area, community_code) * from member) member
      join measure_return on division_code = community_code and measure_return.kind = 'NAMED' cross join lateral generate_series(1, cardinality(levels)) dataset
      group by area, period, dataset, levels[dataset], summed[dataset]
    ) counted
  ) as returns, (
    select string_agg(counted::text, e'\\n' order by counted::text) from (
      select name, area, case when name <> 'CITY' then borough_code end, city_code, count(*)::int, ${people}
      from member group by name, area, case when name <> 'CITY' then borough_code end, city_code
    ) counted
  ) as register`
