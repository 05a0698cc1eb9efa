-- CreateTable
CREATE TABLE "access_grant" (
    "community_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organisation" TEXT,
    "app" TEXT,
    "scopes" TEXT[],
    "purpose" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_grant_pkey" PRIMARY KEY ("community_code","id")
);

-- CreateTable
CREATE TABLE "access_log" (
    "community_code" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "record" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("community_code","sequence")
);

-- CreateTable
CREATE TABLE "access_log_head" (
    "community_code" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "access_log_head_pkey" PRIMARY KEY ("community_code")
);

-- Rules that the Prisma schema can't say.
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_one_grantee" CHECK (num_nonnulls("organisation", "app") = 1);
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_days_in_order" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_scopes" CHECK (cardinality("scopes") > 0 AND "scopes" <@ ARRAY['READ_CENTRES', 'READ_PROGRAMMES', 'READ_COMPETENCES', 'READ_PROPOSALS', 'READ_VOICES', 'READ_DONATIONS', 'READ_LEDGER', 'READ_GUIDANCE_RESPONSES', 'READ_ATTENDANCE', 'RECORD_ATTENDANCE']);
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_hash" CHECK (length("hash") = 32 AND "sequence" >= 1);
