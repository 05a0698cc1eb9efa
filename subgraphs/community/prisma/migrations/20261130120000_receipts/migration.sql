-- CreateTable
CREATE TABLE "receipt" (
    "community_code" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "access_grant_id" UUID NOT NULL,
    "programme_id" UUID,
    "resident" UUID,
    "voice_id" UUID,
    "until" DATE NOT NULL,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("community_code","hash")
);

-- CreateIndex
CREATE INDEX "receipt_community_code_programme_id_resident_idx" ON "receipt"("community_code", "programme_id", "resident");

-- CreateIndex
CREATE INDEX "receipt_until_idx" ON "receipt"("until");

-- Rules that the Prisma schema can't say.
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_hash" CHECK (length("hash") = 32);
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_of_one_thing" CHECK (num_nonnulls("programme_id", "voice_id") = 1 AND num_nonnulls("resident", "voice_id") = 1);
CALL own_rows('receipt', 'community_code');

ALTER TABLE "access_grant" DROP CONSTRAINT "access_grant_scopes";
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_scopes" CHECK (cardinality("scopes") > 0 AND "scopes" <@ ARRAY['READ_CENTRES', 'READ_PROGRAMMES', 'READ_COMPETENCES', 'READ_PROPOSALS', 'READ_VOICES', 'READ_DONATIONS', 'READ_LEDGER', 'READ_GUIDANCE_RESPONSES', 'READ_ATTENDANCE', 'RECORD_ATTENDANCE', 'ENROL', 'RAISE_VOICE']);
