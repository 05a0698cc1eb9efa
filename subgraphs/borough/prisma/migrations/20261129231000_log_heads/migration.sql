-- CreateTable
CREATE TABLE "log_head" (
    "community_code" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,
    "last_sequence" INTEGER NOT NULL,
    "last_hash" BYTEA NOT NULL,

    CONSTRAINT "log_head_pkey" PRIMARY KEY ("community_code","hour")
);

-- CreateIndex
CREATE INDEX "log_head_hour_idx" ON "log_head"("hour");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- Rules that the Prisma schema can't say: the first and the last head of an hour.
ALTER TABLE "log_head" ADD CONSTRAINT "log_head_of_hour" CHECK (length("hash") = 32 AND length("last_hash") = 32 AND "sequence" >= 1
  AND "last_sequence" >= "sequence" AND "hour" = date_trunc('hour', "hour", 'UTC'));

CALL own_rows('log_head', 'community_code');
