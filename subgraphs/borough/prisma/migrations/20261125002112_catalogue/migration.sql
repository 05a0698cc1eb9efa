-- CreateEnum
CREATE TYPE "programme_kind" AS ENUM ('COURSE', 'CULTURAL_ACTIVITY', 'WORKSHOP', 'VOLUNTEERING');

-- CreateEnum
CREATE TYPE "centre_status" AS ENUM ('ACTIVE', 'CLOSED');

-- CreateEnum
CREATE TYPE "guidance_decision" AS ENUM ('ADOPTED', 'ADAPTED', 'DECLINED');

-- CreateTable
CREATE TABLE "publication" (
    "community_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "version" BIGINT NOT NULL,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("community_code","kind","id")
);

-- CreateTable
CREATE TABLE "catalogue_programme" (
    "community_code" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "street_code" TEXT NOT NULL,
    "borough_code" TEXT NOT NULL,
    "city_code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "kind" "programme_kind" NOT NULL,
    "audience" TEXT[],
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "capacity" INTEGER NOT NULL,
    "free_places" INTEGER NOT NULL,
    "fee" DECIMAL(14,2) NOT NULL,
    "education_centre_id" UUID,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "catalogue_programme_pkey" PRIMARY KEY ("community_code","id")
);

-- CreateTable
CREATE TABLE "catalogue_centre" (
    "community_code" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "street_code" TEXT NOT NULL,
    "borough_code" TEXT NOT NULL,
    "city_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "status" "centre_status" NOT NULL,
    "seats" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "catalogue_centre_pkey" PRIMARY KEY ("community_code","id")
);

-- CreateTable
CREATE TABLE "guidance_answer" (
    "community_code" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "guidance_id" TEXT NOT NULL,
    "decision" "guidance_decision" NOT NULL,
    "answered_on" DATE NOT NULL,
    "level" "sharing_level" NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "guidance_answer_pkey" PRIMARY KEY ("community_code","id")
);

-- CreateIndex
CREATE INDEX "catalogue_programme_city_code_starts_on_community_code_id_idx" ON "catalogue_programme"("city_code", "starts_on", "community_code", "id");

-- CreateIndex
CREATE INDEX "catalogue_programme_borough_code_starts_on_community_code_i_idx" ON "catalogue_programme"("borough_code", "starts_on", "community_code", "id");

-- CreateIndex
CREATE INDEX "catalogue_programme_street_code_starts_on_community_code_id_idx" ON "catalogue_programme"("street_code", "starts_on", "community_code", "id");

-- CreateIndex
CREATE INDEX "catalogue_centre_city_code_name_community_code_id_idx" ON "catalogue_centre"("city_code", "name", "community_code", "id");

-- CreateIndex
CREATE INDEX "catalogue_centre_borough_code_name_community_code_id_idx" ON "catalogue_centre"("borough_code", "name", "community_code", "id");

-- CreateIndex
CREATE INDEX "catalogue_centre_street_code_name_community_code_id_idx" ON "catalogue_centre"("street_code", "name", "community_code", "id");

-- CreateIndex
CREATE INDEX "guidance_answer_guidance_id_answered_on_community_code_id_idx" ON "guidance_answer"("guidance_id", "answered_on", "community_code", "id");

-- Rules that the Prisma schema can't say, and what finds a text anywhere in the catalogue.
ALTER TABLE "catalogue_programme" ADD CONSTRAINT "catalogue_programme_days_in_order" CHECK ("ends_on" >= "starts_on");
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "catalogue_programme_text_idx" ON "catalogue_programme" USING gin (("title" || ' ' || "description") gin_trgm_ops);
