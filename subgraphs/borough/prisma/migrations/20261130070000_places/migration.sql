-- CreateEnum
CREATE TYPE "places" AS ENUM ('OPEN', 'FEW', 'FULL');

-- AlterTable
ALTER TABLE "catalogue_programme" ADD COLUMN     "places" "places";

-- As the communities say it from now on.
UPDATE "catalogue_programme" SET "places" = CASE
  WHEN "capacity" < 11 THEN 'FEW'::"places"
  WHEN "free_places" = 0 THEN 'FULL'::"places"
  WHEN "capacity" >= 21 AND "free_places" < 11 THEN 'FEW'::"places"
  ELSE 'OPEN'::"places"
END;

-- AlterTable
ALTER TABLE "catalogue_programme" ALTER COLUMN "places" SET NOT NULL,
DROP COLUMN "free_places";
