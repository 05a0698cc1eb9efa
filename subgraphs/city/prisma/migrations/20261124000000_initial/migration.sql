-- CreateEnum
CREATE TYPE "organisation_kind" AS ENUM ('ASSOCIATION', 'PRIVATE_NON_ENTERPRISE_UNIT', 'FOUNDATION', 'COMPANY');

-- CreateEnum
CREATE TYPE "designation_level" AS ENUM ('NATIONAL', 'PROVINCIAL');

-- CreateEnum
CREATE TYPE "designation_subject" AS ENUM ('CITY', 'TOWN', 'COMMUNITY');

-- CreateTable
CREATE TABLE "division_code_list" (
    "id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "cut_off" DATE NOT NULL,
    "licence" TEXT NOT NULL,

    CONSTRAINT "division_code_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "city" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "other_names" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "residents" INTEGER,
    "residents_estimated" BOOLEAN NOT NULL DEFAULT false,
    "code_list_id" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "city_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "learning_city_programme" (
    "city_code" TEXT NOT NULL,
    "launch_year" INTEGER NOT NULL,
    "goals" TEXT[],
    "competitiveness" TEXT NOT NULL,
    "social_cohesion" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "learning_city_programme_pkey" PRIMARY KEY ("city_code")
);

-- CreateTable
CREATE TABLE "ordinance" (
    "city_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "adopted_on" DATE NOT NULL,
    "in_force_from" DATE NOT NULL,
    "repealed_on" DATE,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "ordinance_pkey" PRIMARY KEY ("city_code","id")
);

-- CreateTable
CREATE TABLE "planning_committee" (
    "city_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "established_on" DATE NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "planning_committee_pkey" PRIMARY KEY ("city_code","id")
);

-- CreateTable
CREATE TABLE "committee_seat" (
    "city_code" TEXT NOT NULL,
    "committee_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "office" TEXT NOT NULL,
    "organisation_credit_code" TEXT,
    "chair" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "committee_seat_pkey" PRIMARY KEY ("city_code","committee_id","position")
);

-- CreateTable
CREATE TABLE "committee_decision" (
    "city_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "committee_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "resolution" TEXT NOT NULL,
    "decided_on" DATE NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "committee_decision_pkey" PRIMARY KEY ("city_code","id")
);

-- CreateTable
CREATE TABLE "pilot_designation" (
    "city_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "level" "designation_level" NOT NULL,
    "subject_kind" "designation_subject" NOT NULL,
    "subject_code" TEXT NOT NULL,
    "awarded_by" TEXT NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "pilot_designation_pkey" PRIMARY KEY ("city_code","id")
);

-- CreateTable
CREATE TABLE "target" (
    "city_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "measure" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "target_pkey" PRIMARY KEY ("city_code","year","measure")
);

-- CreateTable
CREATE TABLE "organisation" (
    "credit_code" TEXT NOT NULL,
    "city_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "other_names" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "kind" "organisation_kind" NOT NULL,
    "founding_date" DATE,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("credit_code")
);

-- CreateTable
CREATE TABLE "code_list_entry" (
    "list" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "label_english" TEXT NOT NULL,

    CONSTRAINT "code_list_entry_pkey" PRIMARY KEY ("list","code")
);

-- CreateIndex
CREATE INDEX "ordinance_city_code_adopted_on_id_idx" ON "ordinance"("city_code", "adopted_on", "id");

-- CreateIndex
CREATE INDEX "committee_decision_city_code_committee_id_decided_on_id_idx" ON "committee_decision"("city_code", "committee_id", "decided_on", "id");

-- CreateIndex
CREATE INDEX "pilot_designation_city_code_from_date_id_idx" ON "pilot_designation"("city_code", "from_date", "id");

-- CreateIndex
CREATE INDEX "pilot_designation_subject_code_idx" ON "pilot_designation"("subject_code");

-- CreateIndex
CREATE INDEX "organisation_city_code_credit_code_idx" ON "organisation"("city_code", "credit_code");

-- AddForeignKey
ALTER TABLE "city" ADD CONSTRAINT "city_code_list_id_fkey" FOREIGN KEY ("code_list_id") REFERENCES "division_code_list"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learning_city_programme" ADD CONSTRAINT "learning_city_programme_city_code_fkey" FOREIGN KEY ("city_code") REFERENCES "city"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ordinance" ADD CONSTRAINT "ordinance_city_code_fkey" FOREIGN KEY ("city_code") REFERENCES "city"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "planning_committee" ADD CONSTRAINT "planning_committee_city_code_fkey" FOREIGN KEY ("city_code") REFERENCES "city"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "committee_seat" ADD CONSTRAINT "committee_seat_city_code_committee_id_fkey" FOREIGN KEY ("city_code", "committee_id") REFERENCES "planning_committee"("city_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "committee_seat" ADD CONSTRAINT "committee_seat_organisation_credit_code_fkey" FOREIGN KEY ("organisation_credit_code") REFERENCES "organisation"("credit_code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "committee_decision" ADD CONSTRAINT "committee_decision_city_code_committee_id_fkey" FOREIGN KEY ("city_code", "committee_id") REFERENCES "planning_committee"("city_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pilot_designation" ADD CONSTRAINT "pilot_designation_city_code_fkey" FOREIGN KEY ("city_code") REFERENCES "city"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "target" ADD CONSTRAINT "target_city_code_fkey" FOREIGN KEY ("city_code") REFERENCES "city"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_city_code_fkey" FOREIGN KEY ("city_code") REFERENCES "city"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules that the Prisma schema can't say.
ALTER TABLE "city" ADD CONSTRAINT "city_code_form" CHECK ("code" ~ '^[0-9]{12}$');
ALTER TABLE "city" ADD CONSTRAINT "city_residents_counted" CHECK ("residents" >= 0);
ALTER TABLE "ordinance" ADD CONSTRAINT "ordinance_days_in_order" CHECK ("in_force_from" >= "adopted_on" AND "repealed_on" >= "adopted_on");
ALTER TABLE "pilot_designation" ADD CONSTRAINT "pilot_designation_days_in_order" CHECK ("to_date" >= "from_date");
ALTER TABLE "pilot_designation" ADD CONSTRAINT "pilot_designation_code_form" CHECK ("subject_code" ~ '^[0-9]{12}$');
ALTER TABLE "target" ADD CONSTRAINT "target_year_range" CHECK ("year" BETWEEN 2000 AND 2100);
ALTER TABLE "target" ADD CONSTRAINT "target_value_not_negative" CHECK ("value" >= 0);
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_code_form" CHECK ("credit_code" ~ '^[0-9A-HJ-NPQRTUWXY]{18}$');
