-- What the city decides.
CALL own_rows('city', 'code');
CALL own_rows('learning_city_programme', 'city_code');
CALL own_rows('ordinance', 'city_code');
CALL own_rows('city_guidance', 'city_code');
CALL own_rows('planning_committee', 'city_code');
CALL own_rows('committee_seat', 'city_code');
CALL own_rows('committee_decision', 'city_code');
CALL own_rows('pilot_designation', 'city_code');
CALL own_rows('target', 'city_code');
CALL own_rows('organisation', 'city_code');
CALL own_rows('idempotency_key', 'owner');

-- What boroughs sent.
CALL own_rows('area', 'borough_code');
CALL own_rows('register_received', 'borough_code');
CALL own_rows('register_figure', 'community_code');
CALL own_rows('measure_return', 'division_code');
CALL own_rows('cell', 'division_code');
