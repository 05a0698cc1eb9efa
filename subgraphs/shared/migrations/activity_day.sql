-- What was loaded before holds two whole years and announces nothing.
ALTER TABLE "activity_load" ADD COLUMN "day" DATE NOT NULL DEFAULT '2026-01-01', ADD COLUMN "announced_months" SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE "activity_load" ALTER COLUMN "day" DROP DEFAULT, ALTER COLUMN "announced_months" DROP DEFAULT;
