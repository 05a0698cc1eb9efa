-- AlterTable
ALTER TABLE "community" ADD COLUMN     "older_residents" INTEGER;

-- What the city's tables of these names are filled from: the borough's own register, as measures read it.
CREATE VIEW "area" AS
  SELECT "code" AS "community_code", "street_code", "borough_code", "city_code", "kind"::text AS "kind", "residents", "older_residents"
  FROM "community" WHERE "removed_at" IS NULL;
CREATE VIEW "register_figure" AS
  WITH "issued" AS (
    SELECT COALESCE("recipient"."community_code", "community"."code") AS "community_code", "guidance"."issued_on"
    FROM "guidance"
    LEFT JOIN "guidance_recipient" "recipient" ON "recipient"."borough_code" = "guidance"."borough_code" AND "recipient"."guidance_id" = "guidance"."id"
    LEFT JOIN "community" ON "recipient"."community_code" IS NULL AND "community"."borough_code" = "guidance"."borough_code" AND "community"."removed_at" IS NULL
    WHERE "guidance"."removed_at" IS NULL
  ), "figure" AS (
    SELECT "community_code", "year"::text AS "period", ("amount" * 100)::bigint AS "budget", 0 AS "guidance_issued"
    FROM "allocation" WHERE "purpose" = 'LEARNING' AND "removed_at" IS NULL
    UNION ALL
    SELECT "community_code", "period", 0, 1 FROM "issued"
    CROSS JOIN LATERAL (VALUES (to_char("issued_on", 'YYYY-MM')), (to_char("issued_on", 'YYYY-"Q"Q')), (to_char("issued_on", 'YYYY'))) AS "periods" ("period")
  )
  SELECT "community_code", "period", sum("budget")::bigint AS "budget", sum("guidance_issued")::int AS "guidance_issued"
  FROM "figure" WHERE "community_code" IS NOT NULL GROUP BY "community_code", "period";
