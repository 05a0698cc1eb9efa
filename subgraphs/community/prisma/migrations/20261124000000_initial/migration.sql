-- CreateEnum
CREATE TYPE "sharing_level" AS ENUM ('PRIVATE', 'BOROUGH', 'CITY', 'PUBLIC');

-- CreateEnum
CREATE TYPE "learner_group" AS ENUM ('YOUNG_UNEMPLOYED', 'UNSKILLED', 'RETIRED', 'MIGRANTS', 'GENERAL');

-- CreateEnum
CREATE TYPE "centre_status" AS ENUM ('ACTIVE', 'CLOSED');

-- CreateEnum
CREATE TYPE "programme_kind" AS ENUM ('COURSE', 'CULTURAL_ACTIVITY', 'WORKSHOP', 'VOLUNTEERING');

-- CreateEnum
CREATE TYPE "programme_status" AS ENUM ('PUBLISHED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "enrolment_status" AS ENUM ('ENROLLED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "voice_kind" AS ENUM ('NEED', 'COMPLAINT', 'SUGGESTION', 'SATISFACTION', 'APPRAISAL_COMMUNITY', 'APPRAISAL_BOROUGH', 'APPRAISAL_CITY');

-- CreateEnum
CREATE TYPE "vote_choice" AS ENUM ('YES', 'NO', 'ABSTAIN');

-- CreateEnum
CREATE TYPE "account" AS ENUM ('CASH', 'DONATIONS', 'FEES', 'OWN_INCOME', 'ALLOCATION', 'LEARNING', 'FACILITIES', 'OPERATION');

-- CreateEnum
CREATE TYPE "guidance_decision" AS ENUM ('ADOPTED', 'ADAPTED', 'DECLINED');

-- CreateTable
CREATE TABLE "community" (
    "community_code" TEXT NOT NULL,
    "introduction" TEXT,
    "address" TEXT,
    "office_hours" TEXT,
    "founding_date" DATE,
    "self_governance" TEXT,
    "predecessor_work_unit" TEXT,
    "charter_adopted_on" DATE,
    "smallest_cell" INTEGER NOT NULL DEFAULT 11,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "community_pkey" PRIMARY KEY ("community_code")
);

-- CreateTable
CREATE TABLE "sharing_rule" (
    "community_code" TEXT NOT NULL,
    "dataset" TEXT NOT NULL,
    "level" "sharing_level" NOT NULL,

    CONSTRAINT "sharing_rule_pkey" PRIMARY KEY ("community_code","dataset")
);

-- CreateTable
CREATE TABLE "pseudonym_key" (
    "community_code" TEXT NOT NULL,
    "key" BYTEA NOT NULL,

    CONSTRAINT "pseudonym_key_pkey" PRIMARY KEY ("community_code")
);

-- CreateTable
CREATE TABLE "resident" (
    "community_code" TEXT NOT NULL,
    "pseudonym" UUID NOT NULL,
    "learner_group" "learner_group" NOT NULL,
    "sixty_or_over" BOOLEAN NOT NULL,
    "residence" TEXT NOT NULL,

    CONSTRAINT "resident_pkey" PRIMARY KEY ("community_code","pseudonym")
);

-- CreateTable
CREATE TABLE "education_centre" (
    "community_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "status" "centre_status" NOT NULL DEFAULT 'ACTIVE',
    "opened_on" DATE NOT NULL,
    "closed_on" DATE,
    "seats" INTEGER NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "education_centre_pkey" PRIMARY KEY ("community_code","id")
);

-- CreateTable
CREATE TABLE "consignment" (
    "community_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "education_centre_id" UUID NOT NULL,
    "operator_credit_code" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "ended_on" DATE,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "consignment_pkey" PRIMARY KEY ("community_code","id")
);

-- CreateTable
CREATE TABLE "programme" (
    "community_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "kind" "programme_kind" NOT NULL,
    "audience" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" "programme_status" NOT NULL DEFAULT 'PUBLISHED',
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "capacity" INTEGER NOT NULL,
    "enrolled" INTEGER NOT NULL DEFAULT 0,
    "fee" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "education_centre_id" UUID,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "programme_pkey" PRIMARY KEY ("community_code","id")
);

-- CreateTable
CREATE TABLE "session" (
    "community_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "programme_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "place" TEXT,
    "taught_by_volunteer" BOOLEAN NOT NULL DEFAULT false,
    "volunteer" UUID,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("community_code","id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "community_code" TEXT NOT NULL,
    "programme_id" UUID NOT NULL,
    "resident" UUID NOT NULL,
    "status" "enrolment_status" NOT NULL DEFAULT 'ENROLLED',
    "enrolled_on" DATE NOT NULL,
    "cancelled_on" DATE,
    "completed" BOOLEAN NOT NULL DEFAULT false,
    "attended" SMALLINT[] DEFAULT ARRAY[]::SMALLINT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("community_code","programme_id","resident")
);

-- CreateTable
CREATE TABLE "competence" (
    "community_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "resident" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "hours_per_month" INTEGER NOT NULL,
    "offered_since" DATE NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "competence_pkey" PRIMARY KEY ("community_code","id")
);

-- CreateTable
CREATE TABLE "voice" (
    "community_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "resident" UUID,
    "kind" "voice_kind" NOT NULL,
    "topic" TEXT NOT NULL,
    "said" TEXT,
    "rating" SMALLINT,
    "programme_id" UUID,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "voice_pkey" PRIMARY KEY ("community_code","id")
);

-- CreateTable
CREATE TABLE "proposal" (
    "community_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "opened_on" DATE NOT NULL,
    "voting_until" DATE NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("community_code","id")
);

-- CreateTable
CREATE TABLE "vote" (
    "community_code" TEXT NOT NULL,
    "proposal_id" UUID NOT NULL,
    "voter" UUID NOT NULL,
    "choice" "vote_choice" NOT NULL,
    "cast_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vote_pkey" PRIMARY KEY ("community_code","proposal_id","voter")
);

-- CreateTable
CREATE TABLE "donation" (
    "community_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "title" TEXT NOT NULL,
    "award_date" DATE NOT NULL,
    "amount_awarded" DECIMAL(14,2) NOT NULL,
    "funding_organisation_code" TEXT,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "donation_pkey" PRIMARY KEY ("community_code","id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "community_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "booked_on" DATE NOT NULL,
    "debit" "account" NOT NULL,
    "credit" "account" NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "subject" TEXT NOT NULL,
    "donation_id" UUID,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("community_code","id")
);

-- CreateTable
CREATE TABLE "guidance_response" (
    "community_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "guidance_id" TEXT NOT NULL,
    "decision" "guidance_decision" NOT NULL,
    "reason" TEXT,
    "countermeasure" TEXT,
    "answered_on" DATE NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "guidance_response_pkey" PRIMARY KEY ("community_code","id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "community_code" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "digest" BYTEA NOT NULL,
    "result" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("community_code","key")
);

-- CreateTable
CREATE TABLE "activity_load" (
    "community_code" TEXT NOT NULL,
    "size" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "generator" TEXT NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "activity_load_pkey" PRIMARY KEY ("community_code")
);

-- CreateIndex
CREATE INDEX "consignment_community_code_education_centre_id_starts_on_idx" ON "consignment"("community_code", "education_centre_id", "starts_on");

-- CreateIndex
CREATE INDEX "programme_community_code_starts_on_id_idx" ON "programme"("community_code", "starts_on", "id");

-- CreateIndex
CREATE UNIQUE INDEX "session_community_code_programme_id_ordinal_key" ON "session"("community_code", "programme_id", "ordinal");

-- CreateIndex
CREATE INDEX "voice_community_code_raised_at_id_idx" ON "voice"("community_code", "raised_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "guidance_response_community_code_guidance_id_key" ON "guidance_response"("community_code", "guidance_id");

-- AddForeignKey
ALTER TABLE "consignment" ADD CONSTRAINT "consignment_community_code_education_centre_id_fkey" FOREIGN KEY ("community_code", "education_centre_id") REFERENCES "education_centre"("community_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme" ADD CONSTRAINT "programme_community_code_education_centre_id_fkey" FOREIGN KEY ("community_code", "education_centre_id") REFERENCES "education_centre"("community_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_community_code_programme_id_fkey" FOREIGN KEY ("community_code", "programme_id") REFERENCES "programme"("community_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_community_code_programme_id_fkey" FOREIGN KEY ("community_code", "programme_id") REFERENCES "programme"("community_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vote" ADD CONSTRAINT "vote_community_code_proposal_id_fkey" FOREIGN KEY ("community_code", "proposal_id") REFERENCES "proposal"("community_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_community_code_donation_id_fkey" FOREIGN KEY ("community_code", "donation_id") REFERENCES "donation"("community_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules that the Prisma schema can't say.
ALTER TABLE "community" ADD CONSTRAINT "community_code_form" CHECK ("community_code" ~ '^[0-9]{12}$');
ALTER TABLE "community" ADD CONSTRAINT "community_smallest_cell" CHECK ("smallest_cell" >= 11);
ALTER TABLE "sharing_rule" ADD CONSTRAINT "sharing_rule_dataset" CHECK ("dataset" IN ('CENTRES', 'PROGRAMMES', 'COMPETENCES', 'PROPOSALS', 'VOICES', 'DONATIONS', 'LEDGER', 'GUIDANCE_RESPONSES'));
ALTER TABLE "education_centre" ADD CONSTRAINT "education_centre_seats" CHECK ("seats" BETWEEN 1 AND 100000);
ALTER TABLE "consignment" ADD CONSTRAINT "consignment_days_in_order" CHECK ("ends_on" >= "starts_on" AND "ended_on" BETWEEN "starts_on" AND "ends_on");
ALTER TABLE "programme" ADD CONSTRAINT "programme_days_in_order" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "programme" ADD CONSTRAINT "programme_never_overfull" CHECK ("capacity" BETWEEN 1 AND 100000 AND "enrolled" BETWEEN 0 AND "capacity");
ALTER TABLE "programme" ADD CONSTRAINT "programme_fee_not_negative" CHECK ("fee" >= 0);
ALTER TABLE "session" ADD CONSTRAINT "session_times_in_order" CHECK ("ends_at" > "starts_at" AND "ordinal" >= 1);
ALTER TABLE "session" ADD CONSTRAINT "session_volunteer_teaches" CHECK ("taught_by_volunteer" OR "volunteer" IS NULL);
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_cancelled_with_day" CHECK (("status" = 'CANCELLED') = ("cancelled_on" IS NOT NULL));
ALTER TABLE "competence" ADD CONSTRAINT "competence_hours" CHECK ("hours_per_month" BETWEEN 1 AND 200);
ALTER TABLE "competence" ADD CONSTRAINT "competence_subject" CHECK ("subject" IN ('CALLIGRAPHY_AND_PAINTING', 'MUSIC', 'DANCE', 'HEALTH', 'DIGITAL_SKILLS', 'LANGUAGES', 'CRAFTS', 'DAILY_LIFE', 'VOCATIONAL_SKILLS', 'PARENTING'));
ALTER TABLE "voice" ADD CONSTRAINT "voice_topic" CHECK ("topic" IN ('PROGRAMMES', 'FACILITIES', 'TIMES', 'TEACHING', 'FEES', 'NEIGHBOURHOOD'));
ALTER TABLE "voice" ADD CONSTRAINT "voice_rating" CHECK ("rating" BETWEEN 1 AND 5 AND ("kind" IN ('NEED', 'COMPLAINT', 'SUGGESTION')) = ("rating" IS NULL));
ALTER TABLE "voice" ADD CONSTRAINT "voice_answer_with_time" CHECK (("answer" IS NULL) = ("answered_at" IS NULL));
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_days_in_order" CHECK ("voting_until" >= "opened_on");
ALTER TABLE "donation" ADD CONSTRAINT "donation_amount" CHECK ("amount_awarded" > 0);
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_balances" CHECK ("amount" > 0 AND "debit" <> "credit");
ALTER TABLE "guidance_response" ADD CONSTRAINT "guidance_response_gives_reason" CHECK (("decision" = 'ADOPTED' OR "reason" IS NOT NULL) AND ("decision" <> 'ADAPTED' OR "countermeasure" IS NOT NULL));
ALTER TABLE "programme" ADD CONSTRAINT "programme_audience_groups" CHECK ("audience" <@ ARRAY['YOUNG_UNEMPLOYED', 'UNSKILLED', 'RETIRED', 'MIGRANTS', 'GENERAL']);
