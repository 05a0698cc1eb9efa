-- CreateEnum
CREATE TYPE "sharing_level" AS ENUM ('PRIVATE', 'BOROUGH', 'CITY', 'PUBLIC');

-- CreateEnum
CREATE TYPE "return_kind" AS ENUM ('NAMED', 'SUM');

-- CreateEnum
CREATE TYPE "cell_group" AS ENUM ('ALL', 'YOUNG_UNEMPLOYED', 'UNSKILLED', 'RETIRED', 'MIGRANTS', 'GENERAL');

-- CreateEnum
CREATE TYPE "cell_kind" AS ENUM ('ALL', 'COURSE', 'CULTURAL_ACTIVITY', 'WORKSHOP', 'VOLUNTEERING');

-- AlterTable
ALTER TABLE "community" ADD COLUMN     "older_residents" INTEGER;

-- CreateTable
CREATE TABLE "measure_return" (
    "division_code" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "kind" "return_kind" NOT NULL,
    "version" INTEGER NOT NULL,
    "levels" "sharing_level"[],
    "summed" BOOLEAN[] DEFAULT ARRAY[]::BOOLEAN[],
    "hidden" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "high" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "released_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "measure_return_pkey" PRIMARY KEY ("division_code","period")
);

-- CreateTable
CREATE TABLE "cell" (
    "division_code" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "learner_group" "cell_group" NOT NULL,
    "programme_kind" "cell_kind" NOT NULL,
    "participants" INTEGER,
    "older_participants" INTEGER,
    "attendances" INTEGER,
    "minutes" BIGINT,
    "enrolments" INTEGER,
    "completed" INTEGER,
    "answers" INTEGER,
    "satisfied" INTEGER,
    "appraisals_borough" INTEGER,
    "points_borough" INTEGER,
    "appraisals_city" INTEGER,
    "points_city" INTEGER,
    "volunteers" INTEGER,
    "volunteer_minutes" BIGINT,
    "taught_minutes" BIGINT,
    "donations" BIGINT,
    "fees" BIGINT,
    "own_income" BIGINT,
    "allocations" BIGINT,
    "centres" INTEGER,
    "consigned_centres" INTEGER,
    "needs" INTEGER,
    "needs_answered" INTEGER,
    "guidance_own_way" INTEGER,
    "bounds" JSONB,

    CONSTRAINT "cell_pkey" PRIMARY KEY ("division_code","period","learner_group","programme_kind")
);

-- CreateTable
CREATE TABLE "return_outbox" (
    "division_code" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "return_outbox_pkey" PRIMARY KEY ("division_code","period")
);

-- CreateIndex
CREATE INDEX "return_outbox_sequence_idx" ON "return_outbox"("sequence");

-- Rules that the Prisma schema can't say.
ALTER TABLE "measure_return" ADD CONSTRAINT "measure_return_period" CHECK ("period" ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$' AND "version" >= 1);
ALTER TABLE "measure_return" ADD CONSTRAINT "measure_return_division" CHECK ("division_code" ~ '^[0-9]{12}$');

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
