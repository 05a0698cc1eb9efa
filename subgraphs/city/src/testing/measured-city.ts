/** A small city of two boroughs, three streets and six communities. */
export const city = '310000000000'
export const communities = [
  '310101001001',
  '310101001002',
  '310101002001',
  '310104001001',
  '310104001002',
  '310104001003',
] as const

/** Registers them, each of 1,000 residents of whom 250 are 60 and over; the last is a village. */
export const areas = `
  insert into area (community_code, street_code, borough_code, city_code, kind, residents, older_residents)
    select code, left(code, 9) || '000', left(code, 6) || '000000', '310000000000',
      case when code = '310104001003' then 'VILLAGE' else 'RESIDENTS' end, 1000, 250
    from unnest(array['${communities.join("','")}']) code;`
