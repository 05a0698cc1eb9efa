-- Which communities a tally counts, beside how many: two tallies of the same communities have the same mark, and the marks of
-- areas add up to that of the area which they are made of. What is told of two periods bounds one another only where it is of
-- the same communities.
ALTER TABLE "return_tally" ADD COLUMN "members" BIGINT NOT NULL DEFAULT 0;

-- A number of 47 bits: those of all communities of a city add up without overflow, and no two sets of them are likely to agree.
CREATE FUNCTION "member_mark"("community" text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT ('x' || left(md5("community"), 12))::bit(48)::bigint >> 1 $$;

-- As before, with the marks.
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
  CROSS JOIN generate_series(1, 5) AS "datasets" ("dataset")
  GROUP BY 1, 2, 3, 4, 5;
  PERFORM "tally_of_parts"('STREET', "boroughs", "periods");
  PERFORM "tally_of_parts"('BOROUGH', "cities", "periods");
END $$;

-- Adds up the tallies of the areas of a level to those of the areas that they make, the nth of which is touched in the nth period.
CREATE FUNCTION "tally_of_parts"("level_of_parts" text, "wholes" text[], "periods" text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "return_tally"
  SELECT "touched"."area_code", "touched"."period", "dataset", "level", "summed", sum("tally"."communities"), sum("tally"."residents"),
    sum("tally"."residents_unknown"), sum("tally"."older_residents"), sum("tally"."older_unknown"), max("released_at"), sum("tally"."members")
  FROM (SELECT DISTINCT * FROM unnest("wholes", "periods") AS "touched" ("area_code", "period")) "touched"
  JOIN "register_tally" "part" ON "part"."area_level" = "level_of_parts"
    AND ("level_of_parts" = 'BOROUGH' OR "part"."borough_code" = "touched"."area_code")
    AND ("level_of_parts" = 'STREET' OR "part"."city_code" = "touched"."area_code")
  JOIN "return_tally" "tally" ON "tally"."area_code" = "part"."area_code" AND "tally"."period" = "touched"."period"
  -- A city without districts is its own single borough, and counted already.
  WHERE "part"."area_code" <> "touched"."area_code"
  GROUP BY 1, 2, 3, 4, 5;
END $$;

-- Counts what is there.
SELECT "tally_areas"(array_agg("street_code"), array_agg("borough_code"), array_agg("city_code"))
FROM (SELECT DISTINCT "street_code", "borough_code", "city_code" FROM "area") "touched";
