-- What a division returned for a period, and the figures of it: the same in all tiers.

-- CreateEnum
CREATE TYPE "return_kind" AS ENUM ('NAMED', 'SUM');

-- CreateEnum
CREATE TYPE "cell_group" AS ENUM ('ALL', 'YOUNG_UNEMPLOYED', 'UNSKILLED', 'RETIRED', 'MIGRANTS', 'GENERAL');

-- CreateEnum
CREATE TYPE "cell_kind" AS ENUM ('ALL', 'COURSE', 'CULTURAL_ACTIVITY', 'WORKSHOP', 'VOLUNTEERING');

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

-- Rules that the Prisma schema can't say.
ALTER TABLE "measure_return" ADD CONSTRAINT "measure_return_period" CHECK ("period" ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$' AND "version" >= 1);
ALTER TABLE "measure_return" ADD CONSTRAINT "measure_return_division" CHECK ("division_code" ~ '^[0-9]{12}$');
