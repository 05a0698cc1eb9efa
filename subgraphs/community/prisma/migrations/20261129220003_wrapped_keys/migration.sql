-- A pseudonym key is wrapped with a key that is not in the database. What is here from before is wrapped at the next start, and its plain key emptied.
ALTER TABLE "pseudonym_key" ALTER COLUMN "key" DROP NOT NULL,
    ADD COLUMN "wrapped" TEXT,
    ADD COLUMN "wrapped_by" TEXT;

-- Not valid for rows from before: no row with a plain key is written from now on.
ALTER TABLE "pseudonym_key" ADD CONSTRAINT "pseudonym_key_wrapped"
    CHECK ("key" IS NULL AND "wrapped" IS NOT NULL AND "wrapped_by" IS NOT NULL) NOT VALID;
