-- The register and what the borough decides.
CALL own_rows('borough', 'code');
CALL own_rows('street', 'borough_code');
CALL own_rows('community', 'borough_code');
CALL own_rows('service_centre', 'borough_code');
CALL own_rows('service', 'borough_code');
CALL own_rows('allocation', 'borough_code');
CALL own_rows('guidance', 'borough_code');
CALL own_rows('guidance_recipient', 'borough_code');
CALL own_rows('register_sent', 'borough_code');
CALL own_rows('idempotency_key', 'owner');

-- What communities published and returned, and their nodes.
CALL own_rows('publication', 'community_code');
CALL own_rows('catalogue_programme', 'community_code');
CALL own_rows('catalogue_centre', 'community_code');
CALL own_rows('guidance_answer', 'community_code');
CALL own_rows('node', 'community_code');
CALL own_rows('node_invitation', 'community_code');
CALL own_rows('node_health', 'community_code');
CALL own_rows('measure_return', 'division_code');
CALL own_rows('cell', 'division_code');
CALL own_rows('return_outbox', 'division_code');
