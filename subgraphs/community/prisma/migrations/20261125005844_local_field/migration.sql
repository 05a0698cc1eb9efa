-- CreateTable
CREATE TABLE "local_field" (
    "community_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "schema" JSONB NOT NULL,
    "value" JSONB,
    "level" "sharing_level" NOT NULL DEFAULT 'PRIVATE',
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "local_field_pkey" PRIMARY KEY ("community_code","name")
);

-- Rules that the Prisma schema can't say.
ALTER TABLE "local_field" ADD CONSTRAINT "local_field_name" CHECK ("name" ~ '^[a-z][A-Za-z0-9]{0,63}$');
ALTER TABLE "local_field" ADD CONSTRAINT "local_field_removed_with_value" CHECK (("removed_at" IS NULL) = ("value" IS NOT NULL));
