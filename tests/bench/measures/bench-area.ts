import type { Client } from 'pg'

/** Lays the city's register beside the records, on the connection of one who may make tables for its time. */
export async function layRegister(city: Client, community: Client): Promise<void> {
  const { rows } = await city.query(
    'select community_code, street_code, borough_code, city_code, residents, older_residents from area',
  )
  await community.query(`create temporary table bench_area (community_code text primary key, street_code text, borough_code text, city_code text,
    residents int, older_residents int)`)
  await community.query('insert into bench_area select * from json_populate_recordset(null::bench_area, $1::json)', [
    JSON.stringify(rows),
  ])
  await community.query('analyze bench_area')
}
