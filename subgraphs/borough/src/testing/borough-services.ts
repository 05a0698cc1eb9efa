/** Two open service centres and a closed one of the first borough, and one of the second; each open one has a service. */
export const services = {
  name: 'services',
  sql: `
    insert into service_centre (borough_code, id, name, address, status, opened_on) values
      ('310101000000', '00000000-0000-4000-8000-000000000001', 'East', '1 East Road', 'ACTIVE', '2020-01-01'),
      ('310101000000', '00000000-0000-4000-8000-000000000002', 'Central', '2 Central Road', 'ACTIVE', '2021-01-01'),
      ('310101000000', '00000000-0000-4000-8000-000000000003', 'Old', '3 Old Road', 'DEFUNCT', '1999-01-01'),
      ('310102000000', '00000000-0000-4000-8000-000000000004', 'West', '4 West Road', 'ACTIVE', '2022-01-01');
    insert into service (borough_code, id, service_centre_id, name, description, status, minimum_age, maximum_age, schedule, service_area)
      select borough_code, ('00000000-0000-4000-8000-00000000001' || right(id::text, 1))::uuid, id, name || ' service', 'For all',
        status, 18, 60, 'FREQ=DAILY', array[borough_code] from service_centre;
    update community set removed_at = now() where code = '310101001002';`,
}

export const borough = '310101000000'

/** The ids of the rows above in the graph. */
export const centreId = (number: number) => `${borough}:00000000-0000-4000-8000-00000000000${number}`
export const serviceId = (number: number) => `${borough}:00000000-0000-4000-8000-00000000001${number}`
