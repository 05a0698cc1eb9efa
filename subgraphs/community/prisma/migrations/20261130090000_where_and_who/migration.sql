-- CreateEnum
CREATE TYPE "teacher_role" AS ENUM ('STAFF', 'HIRED_TEACHER', 'VOLUNTEER', 'ORGANISATION');

-- AlterTable
ALTER TABLE "education_centre" ADD COLUMN     "latitude" DOUBLE PRECISION,
ADD COLUMN     "longitude" DOUBLE PRECISION,
ADD COLUMN     "opening_hours" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "telephone" TEXT,
ADD COLUMN     "website" TEXT;

-- AlterTable
ALTER TABLE "programme" ADD COLUMN     "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "picture" TEXT,
ADD COLUMN     "teacher" "teacher_role",
ADD COLUMN     "teaching_organisation_code" TEXT;

-- Half a position is none, and people of an organisation have one.
ALTER TABLE "education_centre" ADD CONSTRAINT "education_centre_position" CHECK (("latitude" IS NULL) = ("longitude" IS NULL));
ALTER TABLE "programme" ADD CONSTRAINT "programme_teacher"
  CHECK (("teacher" IS NOT DISTINCT FROM 'ORGANISATION') = ("teaching_organisation_code" IS NOT NULL));

-- The catalogue gets the sessions of what it has already.
SELECT publish_version(community_code, 'PROGRAMME', array_agg(id), 1) FROM programme GROUP BY community_code ORDER BY community_code;
