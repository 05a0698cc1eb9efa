-- CreateTable
CREATE TABLE "return_tally" (
    "area_code" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "dataset" INTEGER NOT NULL,
    "level" "sharing_level" NOT NULL,
    "summed" BOOLEAN NOT NULL,
    "communities" INTEGER NOT NULL,
    "residents" BIGINT NOT NULL,
    "residents_unknown" INTEGER NOT NULL,
    "older_residents" BIGINT NOT NULL,
    "older_unknown" INTEGER NOT NULL,
    "released_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "return_tally_pkey" PRIMARY KEY ("area_code","period","dataset","level","summed")
);

-- CreateTable
CREATE TABLE "register_tally" (
    "area_level" TEXT NOT NULL,
    "area_code" TEXT NOT NULL,
    "borough_code" TEXT,
    "city_code" TEXT NOT NULL,
    "communities" INTEGER NOT NULL,
    "residents" BIGINT NOT NULL,
    "residents_unknown" INTEGER NOT NULL,
    "older_residents" BIGINT NOT NULL,
    "older_unknown" INTEGER NOT NULL,

    CONSTRAINT "register_tally_pkey" PRIMARY KEY ("area_level","area_code")
);

-- CreateIndex
CREATE INDEX "register_tally_area_level_borough_code_idx" ON "register_tally"("area_level", "borough_code");

-- CreateIndex
CREATE INDEX "register_tally_area_level_city_code_idx" ON "register_tally"("area_level", "city_code");

-- Returns that no sum holds whole: what a figure adds by name to the sum of its area.
CREATE INDEX "measure_return_alone_idx" ON "measure_return"("period", "division_code")
  WHERE "kind" = 'NAMED' AND "summed" IS DISTINCT FROM '{t,t,t,t,t}'::boolean[];

-- Both tallies are counted anew for the areas that a statement touches, in its transaction, so that they can't differ from what
-- they count. One writer at a time: a borough's and the city's rows add up what others may be writing. Whoever waits here
-- has written its own rows, and the one before it writes no more of them.

-- Counts the register of streets, then of their boroughs, then of their cities.
CREATE FUNCTION "tally_register"("streets" text[], "boroughs" text[], "cities" text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "register_tally" WHERE ("area_level" = 'STREET' AND "area_code" = ANY("streets"))
    OR ("area_level" = 'BOROUGH' AND "area_code" = ANY("boroughs")) OR ("area_level" = 'CITY' AND "area_code" = ANY("cities"));
  INSERT INTO "register_tally"
  SELECT 'STREET', "street_code", "borough_code", "city_code", count(*), coalesce(sum("residents"), 0), count(*) FILTER (WHERE "residents" IS NULL),
    coalesce(sum("older_residents"), 0), count(*) FILTER (WHERE "older_residents" IS NULL)
  FROM "area" WHERE "street_code" = ANY("streets") GROUP BY "street_code", "borough_code", "city_code";
  INSERT INTO "register_tally"
  SELECT 'BOROUGH', "borough_code", "borough_code", "city_code", sum("communities"), sum("residents"), sum("residents_unknown"),
    sum("older_residents"), sum("older_unknown")
  FROM "register_tally" WHERE "area_level" = 'STREET' AND "borough_code" = ANY("boroughs") GROUP BY "borough_code", "city_code";
  INSERT INTO "register_tally"
  SELECT 'CITY', "city_code", NULL, "city_code", sum("communities"), sum("residents"), sum("residents_unknown"), sum("older_residents"), sum("older_unknown")
  FROM "register_tally" WHERE "area_level" = 'BOROUGH' AND "city_code" = ANY("cities") GROUP BY "city_code";
END $$;

-- Counts the returns of areas for periods, the nth street being in the nth borough, city and period. The register's tally is right by then.
CREATE FUNCTION "tally_returns"("streets" text[], "boroughs" text[], "cities" text[], "periods" text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "return_tally" USING (
    SELECT "area_code", "period" FROM unnest("streets", "periods") AS "touched" ("area_code", "period")
    UNION SELECT "area_code", "period" FROM unnest("boroughs", "periods") AS "touched" ("area_code", "period")
    UNION SELECT "area_code", "period" FROM unnest("cities", "periods") AS "touched" ("area_code", "period")
  ) "touched" WHERE "return_tally"."area_code" = "touched"."area_code" AND "return_tally"."period" = "touched"."period";
  INSERT INTO "return_tally"
  SELECT "touched"."area_code", "touched"."period", "dataset", coalesce("returned"."levels"["dataset"], 'PRIVATE'), coalesce("returned"."summed"["dataset"], false),
    count(*), coalesce(sum("residents"), 0), count(*) FILTER (WHERE "residents" IS NULL),
    coalesce(sum("older_residents"), 0), count(*) FILTER (WHERE "older_residents" IS NULL), max("released_at")
  FROM (SELECT DISTINCT * FROM unnest("streets", "periods") AS "touched" ("area_code", "period")) "touched"
  JOIN "area" ON "area"."street_code" = "touched"."area_code"
  JOIN "measure_return" "returned" ON "returned"."division_code" = "area"."community_code" AND "returned"."period" = "touched"."period" AND "returned"."kind" = 'NAMED'
  CROSS JOIN generate_series(1, 5) AS "datasets" ("dataset")
  GROUP BY 1, 2, 3, 4, 5;
  INSERT INTO "return_tally"
  SELECT "touched"."area_code", "touched"."period", "dataset", "level", "summed", sum("tally"."communities"), sum("tally"."residents"),
    sum("tally"."residents_unknown"), sum("tally"."older_residents"), sum("tally"."older_unknown"), max("released_at")
  FROM (SELECT DISTINCT * FROM unnest("boroughs", "periods") AS "touched" ("area_code", "period")) "touched"
  JOIN "register_tally" "part" ON "part"."area_level" = 'STREET' AND "part"."borough_code" = "touched"."area_code"
  JOIN "return_tally" "tally" ON "tally"."area_code" = "part"."area_code" AND "tally"."period" = "touched"."period"
  GROUP BY 1, 2, 3, 4, 5;
  INSERT INTO "return_tally"
  SELECT "touched"."area_code", "touched"."period", "dataset", "level", "summed", sum("tally"."communities"), sum("tally"."residents"),
    sum("tally"."residents_unknown"), sum("tally"."older_residents"), sum("tally"."older_unknown"), max("released_at")
  FROM (SELECT DISTINCT * FROM unnest("cities", "periods") AS "touched" ("area_code", "period")) "touched"
  JOIN "register_tally" "part" ON "part"."area_level" = 'BOROUGH' AND "part"."city_code" = "touched"."area_code"
  JOIN "return_tally" "tally" ON "tally"."area_code" = "part"."area_code" AND "tally"."period" = "touched"."period"
  -- A city without districts is its own single borough, and counted already.
  WHERE "part"."area_code" <> "touched"."area_code"
  GROUP BY 1, 2, 3, 4, 5;
END $$;

CREATE FUNCTION "returns_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "touched" record;
BEGIN
  SELECT array_agg("street_code") AS "streets", array_agg("borough_code") AS "boroughs", array_agg("city_code") AS "cities", array_agg("period") AS "periods"
  INTO "touched"
  FROM (SELECT DISTINCT "street_code", "borough_code", "city_code", "period" FROM "changed" JOIN "area" ON "community_code" = "division_code") "touched";
  IF "touched"."streets" IS NULL THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(72707370);
  PERFORM "tally_returns"("touched"."streets", "touched"."boroughs", "touched"."cities", "touched"."periods");
  RETURN NULL;
END $$;
CREATE TRIGGER "measure_return_inserted" AFTER INSERT ON "measure_return" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "returns_changed"();
CREATE TRIGGER "measure_return_updated" AFTER UPDATE ON "measure_return" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "returns_changed"();
CREATE TRIGGER "measure_return_deleted" AFTER DELETE ON "measure_return" REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "returns_changed"();

-- Counts all of streets anew, whose register changed, the nth being in the nth borough and city.
CREATE FUNCTION "tally_areas"("streets" text[], "boroughs" text[], "cities" text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  "touched" record;
BEGIN
  IF "streets" IS NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(72707370);
  PERFORM "tally_register"("streets", "boroughs", "cities");
  SELECT array_agg("street_code") AS "streets", array_agg("borough_code") AS "boroughs", array_agg("city_code") AS "cities", array_agg("period") AS "periods"
  INTO "touched"
  FROM unnest("streets", "boroughs", "cities") AS "street" ("street_code", "borough_code", "city_code")
  CROSS JOIN LATERAL (
    SELECT "period" FROM "return_tally" WHERE "return_tally"."area_code" = "street"."street_code"
    UNION SELECT "period" FROM "area" JOIN "measure_return" ON "division_code" = "community_code" AND "measure_return"."kind" = 'NAMED'
      WHERE "area"."street_code" = "street"."street_code"
  ) "periods";
  IF "touched"."streets" IS NOT NULL THEN
    PERFORM "tally_returns"("touched"."streets", "touched"."boroughs", "touched"."cities", "touched"."periods");
  END IF;
END $$;

-- For a tier's register, whose triggers name the rows that were added or removed "changed".
CREATE FUNCTION "areas_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "tally_areas"(array_agg("street_code"), array_agg("borough_code"), array_agg("city_code"))
  FROM (SELECT DISTINCT "street_code", "borough_code", "city_code" FROM "changed") "touched";
  RETURN NULL;
END $$;
