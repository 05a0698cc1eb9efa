-- By distance, centres are found first, and then the programmes of each.
CREATE INDEX "catalogue_programme_community_code_education_centre_id_idx" ON "catalogue_programme"("community_code", "education_centre_id");

-- In which hours of the week sessions begin, in China: 24 times the day, which ISO 8601 counts from 1, and the hour.
CREATE FUNCTION "hours_of_week"("starts" TIMESTAMPTZ[]) RETURNS INTEGER[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array(SELECT DISTINCT 24 * extract(isodow FROM local)::int + extract(hour FROM local)::int
    FROM (SELECT each AT TIME ZONE 'Asia/Shanghai' AS local FROM unnest("starts") AS each) AS session ORDER BY 1)
$$;

-- AlterTable
ALTER TABLE "catalogue_programme" ADD COLUMN     "session_hours" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

SELECT set_config('shequ.write_owners', '{"*": true}', true);
UPDATE "catalogue_programme" SET "session_hours" = hours_of_week("session_starts");
