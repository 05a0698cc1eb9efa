-- A return tells of as many datasets as it has levels, five at the least: one of before there was a sixth says nothing of that. There it
-- is not counted, so that the dataset is missing, not withheld.

-- As before, but for the datasets.
CREATE OR REPLACE FUNCTION "tally_returns"("streets" text[], "boroughs" text[], "cities" text[], "periods" text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "return_tally" USING (
    SELECT DISTINCT "area_code", "period"
    FROM unnest("streets" || "boroughs" || "cities", "periods" || "periods" || "periods") AS "touched" ("area_code", "period")
  ) "touched" WHERE "return_tally"."area_code" = "touched"."area_code" AND "return_tally"."period" = "touched"."period";
  INSERT INTO "return_tally"
  SELECT "touched"."area_code", "touched"."period", "dataset", coalesce("returned"."levels"["dataset"], 'PRIVATE'), coalesce("returned"."summed"["dataset"], false),
    count(*), coalesce(sum("residents"), 0), count(*) FILTER (WHERE "residents" IS NULL),
    coalesce(sum("older_residents"), 0), count(*) FILTER (WHERE "older_residents" IS NULL), max("released_at"), sum(member_mark("community_code"))
  FROM (SELECT DISTINCT * FROM unnest("streets", "periods") AS "touched" ("area_code", "period")) "touched"
  JOIN "area" ON "area"."street_code" = "touched"."area_code"
  JOIN "measure_return" "returned" ON "returned"."division_code" = "area"."community_code" AND "returned"."period" = "touched"."period" AND "returned"."kind" = 'NAMED'
  CROSS JOIN LATERAL generate_series(1, greatest(5, cardinality("returned"."levels"))) AS "datasets" ("dataset")
  GROUP BY 1, 2, 3, 4, 5;
  PERFORM "tally_of_parts"('STREET', "boroughs", "periods");
  PERFORM "tally_of_parts"('BOROUGH', "cities", "periods");
END $$;

-- Returns that no sum holds whole, of however many datasets.
DROP INDEX "measure_return_alone_idx";
CREATE INDEX "measure_return_alone_idx" ON "measure_return"("period", "division_code")
  WHERE "kind" = 'NAMED' AND (cardinality("summed") = cardinality("levels") AND true = ALL ("summed")) IS NOT TRUE;
