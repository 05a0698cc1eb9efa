/** The city database's tables that activity is written to, parents first, with the columns written. */
export const CITY_TABLES = {
  organisation: 'credit_code, city_code, name, other_names, kind, founding_date, source',
  learning_city_programme: 'city_code, launch_year, goals, competitiveness, social_cohesion, source',
  ordinance: 'city_code, id, title, summary, adopted_on, in_force_from, repealed_on, source',
  planning_committee: 'city_code, id, name, established_on, source',
  committee_seat: 'city_code, committee_id, position, office, organisation_credit_code, chair',
  committee_decision: 'city_code, id, committee_id, title, resolution, decided_on, source',
  pilot_designation: 'city_code, id, level, subject_kind, subject_code, awarded_by, from_date, to_date, source',
  target: 'city_code, year, measure, value, source',
} as const
