import { fileURLToPath } from 'node:url'
import { openTestSubgraph, sqlSeed, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import { type Database, openDatabase } from '../database/open-database.js'
import { buildCitySubgraph } from '../subgraph.js'

/** Two cities of one edition of the code list; the second has no districts. Shanghai has a committee of three seats. */
const cities = `
  insert into division_code_list values ('nbs-2023', 'National Bureau of Statistics', '2023-06-30', 'WTFPL');
  insert into city (code, name, other_names, residents, code_list_id) values
    ('310000000000', 'Shanghai', '{Hu}', 24870895, 'nbs-2023'), ('441900000000', 'Dongguan', '{}', null, 'nbs-2023');
  insert into learning_city_programme (city_code, launch_year, goals, competitiveness, social_cohesion, source)
    values ('310000000000', 1999, '{"Learn at any age"}', 'Skills', 'Neighbours', 'generated:1');
  insert into organisation (credit_code, city_code, name, kind) values
    ('52310000MJ12345678', '310000000000', '100%_Learning \\ Centre', 'PRIVATE_NON_ENTERPRISE_UNIT'),
    ('91310000MA1234567N', '310000000000', 'Bund Company', 'COMPANY'),
    ('91441900MA1234567L', '441900000000', 'Pearl Company', 'COMPANY');
  insert into planning_committee (city_code, id, name, established_on) values
    ('310000000000', '00000000-0000-4000-8000-000000000001', 'Learning City Committee', '2006-01-01'),
    ('310000000000', '00000000-0000-4000-8000-000000000002', 'Older Learners Committee', '2010-01-01');
  insert into committee_seat (city_code, committee_id, position, office, organisation_credit_code, chair) values
    ('310000000000', '00000000-0000-4000-8000-000000000001', 2, 'Industry', '91310000MA1234567N', false),
    ('310000000000', '00000000-0000-4000-8000-000000000001', 1, 'Education Commission', null, true),
    ('310000000000', '00000000-0000-4000-8000-000000000002', 1, 'Civil Affairs Bureau', null, true);
  insert into committee_decision (city_code, committee_id, title, resolution, decided_on)
    select city_code, id, 'Decision ' || n, 'Agreed', date '2020-01-01' + n from planning_committee, generate_series(1, 2) n;
  insert into ordinance (city_code, id, title, summary, adopted_on, in_force_from, repealed_on) values
    ('310000000000', '00000000-0000-4000-8000-000000000021', 'First', 'Old rules', '2005-01-01', '2005-03-01', '2011-05-01'),
    ('310000000000', '00000000-0000-4000-8000-000000000022', 'Second', 'New rules', '2011-01-05', '2011-05-01', null);
  insert into pilot_designation (city_code, id, level, subject_kind, subject_code, awarded_by, from_date, to_date) values
    ('310000000000', '00000000-0000-4000-8000-000000000031', 'NATIONAL', 'COMMUNITY', '310101002001', 'Ministry', '2007-10-01', '2012-09-30'),
    ('310000000000', '00000000-0000-4000-8000-000000000032', 'PROVINCIAL', 'COMMUNITY', '310101002001', 'Commission', '2012-10-01', null),
    ('310000000000', '00000000-0000-4000-8000-000000000033', 'PROVINCIAL', 'TOWN', '310101002000', 'Commission', '2009-10-01', null);
  insert into target (city_code, year, measure, value) values
    ('310000000000', 2026, 'PARTICIPATION_RATE', 55), ('310000000000', 2025, 'SATISFACTION', 70),
    ('310000000000', 2025, 'PARTICIPATION_RATE', 50);
  analyze;`

/** Opens the city tier's subgraph on a database with two cities. */
export function openCitySubgraph(): Promise<TestSubgraph<Database>> {
  return openTestSubgraph({
    tier: 'city',
    migrations: fileURLToPath(new URL('../../prisma/migrations', import.meta.url)),
    seed: sqlSeed('two-cities', cities),
    openDatabase,
    buildSubgraph: buildCitySubgraph,
  })
}
