/** The community database's tables that activity is written to, parents first, with the columns written. */
export const COMMUNITY_TABLES = {
  community:
    'community_code, introduction, address, office_hours, founding_date, self_governance, predecessor_work_unit, charter_adopted_on, smallest_cell, source',
  sharing_rule: 'community_code, dataset, level',
  resident: 'community_code, pseudonym, learner_group, sixty_or_over, residence',
  education_centre:
    'community_code, id, name, address, status, opened_on, closed_on, seats, latitude, longitude, telephone, website, opening_hours, source',
  consignment:
    'community_code, id, education_centre_id, operator_credit_code, purpose, starts_on, ends_on, ended_on, source',
  programme:
    'community_code, id, title, description, kind, audience, status, starts_on, ends_on, capacity, enrolled, fee, education_centre_id, teacher, teaching_organisation_code, picture, languages, source',
  session:
    'community_code, id, programme_id, ordinal, starts_at, ends_at, place, taught_by_volunteer, volunteer, source',
  enrolment: 'community_code, programme_id, resident, status, enrolled_on, cancelled_on, completed, attended',
  competence: 'community_code, id, resident, subject, hours_per_month, offered_since, source',
  voice:
    'community_code, id, resident, kind, topic, said, rating, programme_id, raised_at, answer, answered_at, source',
  proposal: 'community_code, id, title, text, opened_on, voting_until, closed_at, source',
  vote: 'community_code, proposal_id, voter, choice, cast_at',
  donation: 'community_code, id, title, award_date, amount_awarded, funding_organisation_code, source',
  ledger_entry: 'community_code, id, booked_on, debit, credit, amount, subject, donation_id, source',
  guidance_response: 'community_code, id, guidance_id, decision, reason, countermeasure, answered_on, source',
} as const
