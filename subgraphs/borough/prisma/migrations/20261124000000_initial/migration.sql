-- CreateEnum
CREATE TYPE "community_kind" AS ENUM ('RESIDENTS', 'VILLAGE', 'OTHER');

-- CreateEnum
CREATE TYPE "service_status" AS ENUM ('ACTIVE', 'TEMPORARILY_CLOSED', 'DEFUNCT');

-- CreateEnum
CREATE TYPE "allocation_purpose" AS ENUM ('LEARNING', 'FACILITIES', 'OPERATION');

-- CreateTable
CREATE TABLE "borough" (
    "code" TEXT NOT NULL,
    "city_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "other_names" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "residents" INTEGER,
    "residents_estimated" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "borough_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "street" (
    "code" TEXT NOT NULL,
    "borough_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "street_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "community" (
    "code" TEXT NOT NULL,
    "street_code" TEXT NOT NULL,
    "borough_code" TEXT NOT NULL,
    "city_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "other_names" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "kind" "community_kind" NOT NULL,
    "residents" INTEGER,
    "residents_estimated" BOOLEAN NOT NULL DEFAULT true,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "community_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "code_change" (
    "predecessor" TEXT NOT NULL,
    "code_list" TEXT NOT NULL,
    "successor" TEXT,

    CONSTRAINT "code_change_pkey" PRIMARY KEY ("predecessor","code_list")
);

-- CreateTable
CREATE TABLE "service_centre" (
    "borough_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "status" "service_status" NOT NULL DEFAULT 'ACTIVE',
    "opened_on" DATE NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "service_centre_pkey" PRIMARY KEY ("borough_code","id")
);

-- CreateTable
CREATE TABLE "service" (
    "borough_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "service_centre_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "status" "service_status" NOT NULL DEFAULT 'ACTIVE',
    "minimum_age" INTEGER,
    "maximum_age" INTEGER,
    "schedule" TEXT NOT NULL,
    "audience" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "service_area" TEXT[],
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "service_pkey" PRIMARY KEY ("borough_code","id")
);

-- CreateTable
CREATE TABLE "allocation" (
    "borough_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "community_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "purpose" "allocation_purpose" NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "relieved" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "allocation_pkey" PRIMARY KEY ("borough_code","id")
);

-- CreateTable
CREATE TABLE "guidance" (
    "borough_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "issued_on" DATE NOT NULL,
    "answer_by" DATE,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "guidance_pkey" PRIMARY KEY ("borough_code","id")
);

-- CreateTable
CREATE TABLE "guidance_recipient" (
    "borough_code" TEXT NOT NULL,
    "guidance_id" UUID NOT NULL,
    "community_code" TEXT NOT NULL,

    CONSTRAINT "guidance_recipient_pkey" PRIMARY KEY ("borough_code","guidance_id","community_code")
);

-- CreateIndex
CREATE INDEX "borough_city_code_code_idx" ON "borough"("city_code", "code");

-- CreateIndex
CREATE INDEX "street_borough_code_code_idx" ON "street"("borough_code", "code");

-- CreateIndex
CREATE INDEX "community_borough_code_code_idx" ON "community"("borough_code", "code");

-- CreateIndex
CREATE INDEX "community_street_code_code_idx" ON "community"("street_code", "code");

-- CreateIndex
CREATE INDEX "community_city_code_code_idx" ON "community"("city_code", "code");

-- CreateIndex
CREATE INDEX "code_change_successor_idx" ON "code_change"("successor");

-- CreateIndex
CREATE INDEX "service_borough_code_service_centre_id_idx" ON "service"("borough_code", "service_centre_id");

-- CreateIndex
CREATE INDEX "allocation_borough_code_year_id_idx" ON "allocation"("borough_code", "year", "id");

-- CreateIndex
CREATE INDEX "allocation_community_code_year_id_idx" ON "allocation"("community_code", "year", "id");

-- CreateIndex
CREATE INDEX "guidance_borough_code_issued_on_id_idx" ON "guidance"("borough_code", "issued_on", "id");

-- CreateIndex
CREATE INDEX "guidance_recipient_community_code_idx" ON "guidance_recipient"("community_code");

-- AddForeignKey
ALTER TABLE "street" ADD CONSTRAINT "street_borough_code_fkey" FOREIGN KEY ("borough_code") REFERENCES "borough"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "community" ADD CONSTRAINT "community_street_code_fkey" FOREIGN KEY ("street_code") REFERENCES "street"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "community" ADD CONSTRAINT "community_borough_code_fkey" FOREIGN KEY ("borough_code") REFERENCES "borough"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_centre" ADD CONSTRAINT "service_centre_borough_code_fkey" FOREIGN KEY ("borough_code") REFERENCES "borough"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service" ADD CONSTRAINT "service_borough_code_service_centre_id_fkey" FOREIGN KEY ("borough_code", "service_centre_id") REFERENCES "service_centre"("borough_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_community_code_fkey" FOREIGN KEY ("community_code") REFERENCES "community"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guidance" ADD CONSTRAINT "guidance_borough_code_fkey" FOREIGN KEY ("borough_code") REFERENCES "borough"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guidance_recipient" ADD CONSTRAINT "guidance_recipient_borough_code_guidance_id_fkey" FOREIGN KEY ("borough_code", "guidance_id") REFERENCES "guidance"("borough_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules that the Prisma schema can't say.
ALTER TABLE "borough" ADD CONSTRAINT "borough_code_form" CHECK ("code" ~ '^[0-9]{12}$');
ALTER TABLE "street" ADD CONSTRAINT "street_code_form" CHECK ("code" ~ '^[0-9]{12}$');
ALTER TABLE "community" ADD CONSTRAINT "community_code_form" CHECK ("code" ~ '^[0-9]{12}$');
ALTER TABLE "community" ADD CONSTRAINT "community_residents_counted" CHECK ("residents" >= 0);
ALTER TABLE "service" ADD CONSTRAINT "service_ages_in_order" CHECK ("minimum_age" >= 0 AND "maximum_age" <= 150 AND "minimum_age" <= "maximum_age");
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_year_range" CHECK ("year" BETWEEN 2000 AND 2100);
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_amounts" CHECK ("amount" > 0 AND "relieved" >= 0);
ALTER TABLE "guidance" ADD CONSTRAINT "guidance_days_in_order" CHECK ("answer_by" >= "issued_on");
ALTER TABLE "service" ADD CONSTRAINT "service_audience_groups" CHECK ("audience" <@ ARRAY['YOUNG_UNEMPLOYED', 'UNSKILLED', 'RETIRED', 'MIGRANTS', 'GENERAL']);
