import { threeHopVariables } from './three-hop-query.js'

const { city, communities, programmes, from } = threeHopVariables

/**
 * The whole answer to the three-hop query as one value of JSON text, by one statement on the tables of a scratch
 * database. Programmes are read off their index in order, community by community, and only as far as they are asked for.
 */
export const threeHopStatement = {
  name: 'three-hops',
  text: `select json_build_object('data', json_build_object('city', json_build_object(
  'name', city.name,
  'boroughs', (
    select json_agg(json_build_object(
      'code', borough.code,
      'name', borough.name,
      'communities', json_build_object('nodes', coalesce(listed.nodes, '[]'))
    ) order by borough.code)
    from borough, lateral (
      select json_agg(json_build_object(
        'code', listed.code,
        'name', listed.name,
        'kind', listed.kind,
        'residents', listed.residents,
        'street', json_build_object('name', street.name),
        'programmes', case when shared.level = 'PUBLIC' then json_build_object('nodes', coalesce(next.nodes, '[]')) end
      ) order by listed.code) as nodes
      from (
        select * from community where borough_code = borough.code and removed_at is null order by code limit $2
      ) listed
      join street on street.code = listed.street_code
      left join sharing_rule shared on shared.community_code = listed.code and shared.dataset = 'PROGRAMMES'
      left join hosted_community hosted on hosted.community_code = listed.code,
      lateral (
        select coalesce(
          (select value from smallest_cell
            where community_code = listed.code and from_year <= extract(year from now() at time zone 'Asia/Shanghai')
            order by from_year desc limit 1),
          hosted.smallest_cell,
          11
        ) as smallest offset 0
      ) publishes,
      lateral (
        select json_agg(json_build_object(
          'title', title, 'startsOn', starts_on, 'endsOn', ends_on, 'places', case when capacity < smallest then 'FEW' when enrolled >= capacity then 'FULL'
            when capacity >= 2 * smallest - 1 and capacity - enrolled < smallest then 'FEW' else 'OPEN' end
        ) order by starts_on, id) as nodes
        from (
          select * from programme
          where community_code = listed.code and ends_on >= $4 and status = 'PUBLISHED' and removed_at is null
          order by starts_on, id limit $3
        ) programme
      ) next
    ) listed
    where borough.city_code = city.code and borough.removed_at is null
  )
)))::text as answer
from city where code = $1`,
  values: [city, communities, programmes, from],
}
