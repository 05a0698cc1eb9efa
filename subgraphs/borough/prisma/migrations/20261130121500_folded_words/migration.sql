-- What a search compares, folded by whoever writes the record: half width, small letters, simplified characters.
-- AlterTable
ALTER TABLE "catalogue_centre" ADD COLUMN     "words" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "catalogue_programme" ADD COLUMN     "words" TEXT NOT NULL DEFAULT '';

-- What is there already is found in the characters in which it was written, until its community publishes it anew.
SELECT set_config('shequ.write_owners', '{"*": true}', true);
UPDATE "catalogue_centre" SET "words" = lower(normalize("name" || ' ' || "address", NFKC));
UPDATE "catalogue_programme" SET "words" = lower(normalize("title" || ' ' || "description", NFKC));

DROP INDEX "catalogue_programme_pairs_idx";
DROP FUNCTION programme_words(text, text);
CREATE INDEX "catalogue_programme_pairs_idx" ON "catalogue_programme" USING gin (character_pairs("words"));
