-- AlterTable
ALTER TABLE "community_place" ADD COLUMN     "left_at" TIMESTAMPTZ(3);

-- Until now only the last change was kept: who is not here has left then at the latest.
UPDATE "community_place" SET "left_at" = "since" WHERE "state" <> 'HERE';
