import { withClient } from '@shequ/postgres/with-client'

/** Two communities of one borough that share everything, one of another borough that shares by degrees, one that shares nothing. */
export const lane = '310101002001'
export const garden = '310101002002'
export const harbour = '310115001001'
export const hermitage = '310115001002'

/** The borough of `lane` and `garden`, that of `harbour`, and the city of all. */
export const borough = '310101000000'
export const harbourBorough = '310115000000'
export const city = '310000000000'

/** A credit code whose check character holds. */
export const creditCode = '91110000802100433B'

/** That of an organisation that runs no centre. */
export const otherCreditCode = '5231000050000001AM'

/** The moment that the records are made for. */
export const now = new Date('2025-07-01T02:00:00Z')

const kinds = [
  'centre',
  'consignment',
  'programme',
  'session',
  'competence',
  'proposal',
  'voice',
  'donation',
  'entry',
  'response',
  'grant',
] as const

export type RecordKind = (typeof kinds)[number]

/** The id in its table of the n-th record of a kind in a community. */
export function recordUuid(kind: RecordKind, n: number, community = lane): string {
  return `000000${String(kinds.indexOf(kind)).padStart(2, '0')}-0000-4000-8000-${community.slice(2)}${String(n).padStart(2, '0')}`
}

/** The id by which the graph names it. */
export function recordId(kind: RecordKind, n: number, community = lane): string {
  return `${community}:${recordUuid(kind, n, community)}`
}

const communities = `
insert into community (community_code, introduction, address, office_hours, self_governance, charter_adopted_on, source, updated_at)
select code, 'A community of lanes.', '1 Lane Road', 'FREQ=WEEKLY;BYDAY=MO,WE', 'By assembly.', '2001-05-01', 'generated/1', '2025-01-01Z'
from unnest(array['${lane}', '${garden}', '${harbour}', '${hermitage}']) as code;
insert into sharing_rule (community_code, dataset, level)
select code, dataset, 'PUBLIC' from unnest(array['${lane}', '${garden}']) as code,
  unnest(array['CENTRES', 'PROGRAMMES', 'COMPETENCES', 'PROPOSALS', 'VOICES', 'DONATIONS', 'LEDGER', 'GUIDANCE_RESPONSES']) as dataset;
insert into sharing_rule (community_code, dataset, level)
values ('${harbour}', 'CENTRES', 'PUBLIC'), ('${harbour}', 'PROGRAMMES', 'CITY'), ('${harbour}', 'LEDGER', 'BOROUGH'),
  ('${harbour}', 'DONATIONS', 'PRIVATE'), ('${harbour}', 'PROPOSALS', 'BOROUGH');
`

/** The statements that give a community a few records of each kind. Removed: the third centre, the fourth programme. */
function recordsOf(community: string): string {
  const id = (kind: RecordKind, n: number) => `'${recordUuid(kind, n, community)}'`
  const own = `'${community}'`
  const votes = (proposal: number, choice: string, from: number, to: number) =>
    `insert into vote (community_code, proposal_id, voter, choice) select ${own}, ${id('proposal', proposal)}, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, '${choice}' from generate_series(${from}, ${to}) as n;`
  return `
insert into education_centre (community_code, id, name, address, opened_on, seats, status, removed_at) values
  (${own}, ${id('centre', 1)}, 'Study hall', '2 Lane Road', '2010-01-01', 60, 'ACTIVE', null),
  (${own}, ${id('centre', 2)}, 'Reading room', '3 Lane Road', '2012-01-01', 20, 'CLOSED', null),
  (${own}, ${id('centre', 3)}, 'Shed', '4 Lane Road', '2014-01-01', 5, 'CLOSED', '2025-02-01Z');
insert into consignment (community_code, id, education_centre_id, operator_credit_code, purpose, starts_on, ends_on, ended_on) values
  (${own}, ${id('consignment', 1)}, ${id('centre', 1)}, '${creditCode}', 'Courses.', '2024-01-01', '2024-12-31', null),
  (${own}, ${id('consignment', 2)}, ${id('centre', 1)}, '${creditCode}', 'Courses.', '2025-01-01', '2026-12-31', null),
  (${own}, ${id('consignment', 3)}, ${id('centre', 2)}, '${creditCode}', 'Books.', '2025-01-01', '2026-12-31', '2025-06-30');
insert into programme (community_code, id, title, description, kind, audience, status, starts_on, ends_on, capacity, fee, education_centre_id, source, updated_at, removed_at) values
  (${own}, ${id('programme', 1)}, 'Calligraphy', 'Brush and ink.', 'COURSE', '{}', 'PUBLISHED', '2025-06-01', '2025-08-31', 30, 12.5, ${id('centre', 1)}, 'generated/1', '2025-01-01Z', null),
  (${own}, ${id('programme', 2)}, 'Taijiquan', 'Every morning.', 'WORKSHOP', '{RETIRED}', 'PUBLISHED', '2025-09-01', '2025-09-30', 3, 0, ${id('centre', 2)}, 'hub', '2025-03-01Z', null),
  (${own}, ${id('programme', 3)}, 'Festival', 'Lanterns.', 'CULTURAL_ACTIVITY', '{}', 'CANCELLED', '2025-07-05', '2025-07-05', 100, 0, null, 'hub', '2025-03-01Z', null),
  (${own}, ${id('programme', 4)}, 'Mistake', 'Removed.', 'COURSE', '{}', 'PUBLISHED', '2025-07-01', '2025-07-31', 10, 0, null, 'hub', '2025-04-01Z', '2025-04-01Z'),
  (${own}, ${id('programme', 5)}, 'Choir', 'Last year.', 'COURSE', '{}', 'PUBLISHED', '2024-03-01', '2024-06-30', 10, 0, ${id('centre', 1)}, 'hub', '2024-03-01Z', null);
insert into session (community_code, id, programme_id, ordinal, starts_at, ends_at, taught_by_volunteer, volunteer) values
  (${own}, ${id('session', 1)}, ${id('programme', 1)}, 1, '2025-06-02T11:00Z', '2025-06-02T12:30Z', true, gen_random_uuid()),
  (${own}, ${id('session', 2)}, ${id('programme', 1)}, 2, '2025-06-09T11:00Z', '2025-06-09T12:30Z', false, null),
  (${own}, ${id('session', 3)}, ${id('programme', 1)}, 3, '2025-06-16T11:00Z', '2025-06-16T12:30Z', false, null);
insert into competence (community_code, id, resident, subject, hours_per_month, offered_since) values
  (${own}, ${id('competence', 1)}, gen_random_uuid(), 'MUSIC', 4, '2024-01-01'),
  (${own}, ${id('competence', 2)}, gen_random_uuid(), 'CRAFTS', 8, '2024-02-01');
insert into proposal (community_code, id, title, text, opened_on, voting_until, closed_at) values
  (${own}, ${id('proposal', 1)}, 'A bench', 'By the gate.', '2025-06-20', '2025-07-10', null),
  (${own}, ${id('proposal', 2)}, 'Longer hours', 'Until ten.', '2025-05-01', '2025-05-31', '2025-06-01Z'),
  (${own}, ${id('proposal', 3)}, 'A rule', 'Quiet after ten.', '2025-04-01', '2025-04-30', '2025-05-01Z'),
  (${own}, ${id('proposal', 4)}, 'Later', 'In autumn.', '2025-09-01', '2025-09-30', null);
${votes(1, 'YES', 1, 20)}${votes(2, 'YES', 1, 7)}${votes(2, 'NO', 8, 11)}${votes(2, 'ABSTAIN', 12, 14)}${votes(3, 'YES', 1, 5)}${votes(3, 'NO', 6, 10)}
insert into voice (community_code, id, resident, kind, topic, said, rating, raised_at, answer, answered_at) values
  (${own}, ${id('voice', 1)}, gen_random_uuid(), 'NEED', 'TIMES', 'Said in confidence.', null, '2025-06-01T01:00Z', null, null),
  (${own}, ${id('voice', 2)}, null, 'COMPLAINT', 'FACILITIES', 'Said in confidence.', null, '2025-05-01T01:00Z', 'The lift works again.', '2025-05-03T01:00Z'),
  (${own}, ${id('voice', 3)}, gen_random_uuid(), 'SATISFACTION', 'TEACHING', 'Said in confidence.', 5, '2025-06-02T01:00Z', null, null);
insert into donation (community_code, id, title, award_date, amount_awarded, funding_organisation_code) values
  (${own}, ${id('donation', 1)}, 'Instruments', '2025-03-01', 5000, '${creditCode}'),
  (${own}, ${id('donation', 2)}, 'Books', '2025-04-01', 120.5, null);
insert into ledger_entry (community_code, id, booked_on, debit, credit, amount, subject, donation_id) values
  (${own}, ${id('entry', 1)}, '2025-03-01', 'CASH', 'DONATIONS', 5000, 'Instruments', ${id('donation', 1)}),
  (${own}, ${id('entry', 2)}, '2025-04-01', 'CASH', 'DONATIONS', 120.5, 'Books', ${id('donation', 2)}),
  (${own}, ${id('entry', 3)}, '2025-04-02', 'LEARNING', 'CASH', 1000.25, 'A teacher', null);
insert into access_grant (community_code, id, organisation, app, scopes, purpose, starts_on, ends_on, revoked_at) values
  (${own}, ${id('grant', 1)}, '${otherCreditCode}', null, '{READ_DONATIONS}', 'To thank those who gave.', '2025-07-02', '2025-12-31', null),
  (${own}, ${id('grant', 2)}, null, 'courses.example', '{READ_PROGRAMMES}', 'To tell of courses.', '2025-01-01', '2025-12-31', '2025-02-01Z'),
  (${own}, ${id('grant', 3)}, null, 'courses.example', '{READ_VOICES}', 'To find out what is missing.', '2024-01-01', '2025-06-30', null);
insert into local_field (community_code, name, schema, value, level) values
  (${own}, 'benches', '{"type":"integer","minimum":0}', '7', 'CITY'), (${own}, 'motto', '{"type":"string"}', '"Together."', 'PUBLIC');
insert into guidance_response (community_code, id, guidance_id, decision, reason, countermeasure, answered_on)
values (${own}, ${id('response', 1)}, '${borough}:00000000-0000-4000-8000-000000000001', 'ADAPTED', 'Few young people.', 'Evening courses.', '2025-02-01');
`
}

/** Fills a new database with the communities, and with a few records of each kind in all but the last. */
export async function loadFixtures(url: string): Promise<void> {
  const sql = communities + [lane, garden, harbour].map(recordsOf).join('')
  await withClient(url, async (client) => void (await client.query(sql)))
}
