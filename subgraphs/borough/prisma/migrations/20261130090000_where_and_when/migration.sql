-- AlterTable
ALTER TABLE "catalogue_centre" ADD COLUMN     "latitude" DOUBLE PRECISION,
ADD COLUMN     "longitude" DOUBLE PRECISION,
ADD COLUMN     "opening_hours" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "telephone" TEXT,
ADD COLUMN     "website" TEXT;

-- AlterTable
ALTER TABLE "catalogue_programme" ADD COLUMN     "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "picture" TEXT,
ADD COLUMN     "session_starts" TIMESTAMPTZ(3)[] DEFAULT ARRAY[]::TIMESTAMPTZ(3)[],
ADD COLUMN     "sessions" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "teacher" TEXT,
ADD COLUMN     "teaching_organisation_code" TEXT;

-- CreateIndex
CREATE INDEX "catalogue_centre_latitude_longitude_idx" ON "catalogue_centre"("latitude", "longitude");

-- As the crow flies, on a sphere: wrong by at most half a per cent.
CREATE FUNCTION "kilometres_between"("latitude" DOUBLE PRECISION, "longitude" DOUBLE PRECISION, "to_latitude" DOUBLE PRECISION, "to_longitude" DOUBLE PRECISION)
RETURNS DOUBLE PRECISION LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT 12742 * asin(sqrt(least(1, power(sind(("to_latitude" - "latitude") / 2), 2)
    + cosd("latitude") * cosd("to_latitude") * power(sind(("to_longitude" - "longitude") / 2), 2))))
$$;
