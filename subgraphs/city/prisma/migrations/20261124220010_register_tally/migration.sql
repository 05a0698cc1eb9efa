-- The tallies follow the register, which is the table "area" here.
CREATE FUNCTION "areas_updated"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "tally_areas"(array_agg("street_code"), array_agg("borough_code"), array_agg("city_code"))
  FROM (
    SELECT DISTINCT "side".* FROM "old_areas" FULL JOIN "new_areas" USING ("community_code")
    CROSS JOIN LATERAL (VALUES
      ("old_areas"."street_code", "old_areas"."borough_code", "old_areas"."city_code"),
      ("new_areas"."street_code", "new_areas"."borough_code", "new_areas"."city_code")
    ) AS "side" ("street_code", "borough_code", "city_code")
    WHERE "side"."street_code" IS NOT NULL AND ("old_areas"."street_code", "old_areas"."borough_code", "old_areas"."city_code", "old_areas"."residents", "old_areas"."older_residents")
      IS DISTINCT FROM ("new_areas"."street_code", "new_areas"."borough_code", "new_areas"."city_code", "new_areas"."residents", "new_areas"."older_residents")
  ) "touched";
  RETURN NULL;
END $$;
CREATE TRIGGER "area_inserted" AFTER INSERT ON "area" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "areas_changed"();
CREATE TRIGGER "area_updated" AFTER UPDATE ON "area" REFERENCING OLD TABLE AS "old_areas" NEW TABLE AS "new_areas" FOR EACH STATEMENT EXECUTE FUNCTION "areas_updated"();
CREATE TRIGGER "area_deleted" AFTER DELETE ON "area" REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "areas_changed"();

-- What is here already.
SELECT "tally_areas"(array_agg("street_code"), array_agg("borough_code"), array_agg("city_code"))
FROM (SELECT DISTINCT "street_code", "borough_code", "city_code" FROM "area") "street";
