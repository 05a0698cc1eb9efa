-- Operators of the hub are refused, and counted, as others are.
ALTER TABLE "refusal_count" DROP CONSTRAINT "refusal_count_kinds";
ALTER TABLE "refusal_count" ADD CONSTRAINT "refusal_count_kinds" CHECK ("calls" > 0 AND "action" IN ('READ', 'WRITE')
  AND "dataset" IN ('', 'CENTRES', 'PROGRAMMES', 'COMPETENCES', 'PROPOSALS', 'VOICES', 'DONATIONS', 'LEDGER', 'GUIDANCE_RESPONSES')
  AND "role" IN ('ANONYMOUS', 'PLANNER', 'CITY_OFFICE', 'BOROUGH_OFFICE', 'COMMUNITY_OFFICE', 'DISTRICT_APP', 'NGO', 'OPERATOR', 'GATEWAY'));
