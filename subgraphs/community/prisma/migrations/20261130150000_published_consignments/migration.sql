-- The catalogue tells of a centre by whom it is run: who changes a consignment queues its centre in the same transaction. A term begins and ends
-- by the day, without a write: so all terms of a centre are told, and whoever reads them compares the days.
CREATE FUNCTION "queue_consigned_centres"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_version(community_code, 'CENTRE', ids, 1)
  FROM (
    SELECT community_code, array_agg(DISTINCT education_centre_id) AS ids FROM changed GROUP BY community_code ORDER BY community_code
  ) each;
  RETURN NULL;
END $$;
CREATE TRIGGER "consignment_queued" AFTER INSERT ON "consignment" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "queue_consigned_centres"();
CREATE TRIGGER "consignment_requeued" AFTER UPDATE ON "consignment" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "queue_consigned_centres"();

-- What stands in catalogues already is told anew, with its consignments.
SELECT set_config('shequ.write_owners', '{"*": true}', true);
SELECT publish_version(community_code, 'CENTRE', array_agg(id), 1) FROM education_centre GROUP BY community_code ORDER BY community_code;
