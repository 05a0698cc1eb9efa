/** The borough database's tables that activity is written to, parents first, with the columns written. */
export const BOROUGH_TABLES = {
  service_centre: 'borough_code, id, name, address, status, opened_on, source',
  service:
    'borough_code, id, service_centre_id, name, description, status, minimum_age, maximum_age, schedule, audience, service_area, source',
  allocation: 'borough_code, id, community_code, year, purpose, amount, relieved, source',
  guidance: 'borough_code, id, title, text, issued_on, answer_by, source',
  guidance_recipient: 'borough_code, guidance_id, community_code',
} as const
