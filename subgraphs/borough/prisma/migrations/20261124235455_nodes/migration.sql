-- CreateEnum
CREATE TYPE "node_status" AS ENUM ('JOINING', 'ACTIVE', 'LEAVING', 'HOSTED', 'REVOKED');

-- CreateTable
CREATE TABLE "node" (
    "community_code" TEXT NOT NULL,
    "status" "node_status" NOT NULL,
    "epoch" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "keys" JSONB NOT NULL DEFAULT '[]',
    "stale_for" INTEGER NOT NULL DEFAULT 0,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen" TIMESTAMPTZ(3),
    "revision" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "node_pkey" PRIMARY KEY ("community_code")
);

-- CreateTable
CREATE TABLE "node_invitation" (
    "digest" BYTEA NOT NULL,
    "community_code" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "used_by" TEXT,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "node_invitation_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "node_health" (
    "community_code" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "gateway" TEXT NOT NULL,
    "requests" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "rejections" INTEGER NOT NULL,
    "milliseconds" INTEGER NOT NULL,

    CONSTRAINT "node_health_pkey" PRIMARY KEY ("community_code","hour","gateway")
);

-- CreateIndex
CREATE INDEX "node_revision_idx" ON "node"("revision");

-- CreateIndex
CREATE INDEX "node_invitation_community_code_idx" ON "node_invitation"("community_code");

-- CreateIndex
CREATE INDEX "node_health_hour_idx" ON "node_health"("hour");

-- AddForeignKey
ALTER TABLE "node" ADD CONSTRAINT "node_community_code_fkey" FOREIGN KEY ("community_code") REFERENCES "community"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "node_invitation" ADD CONSTRAINT "node_invitation_community_code_fkey" FOREIGN KEY ("community_code") REFERENCES "community"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Revisions are given out to one transaction at a time, until it has committed: whoever reads up to a revision misses none before it.
CREATE SEQUENCE "node_revision";
CREATE FUNCTION "number_node_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('node_revision'));
  NEW."revision" := nextval('node_revision');
  RETURN NEW;
END $$;
CREATE TRIGGER "number_node_change" BEFORE INSERT OR UPDATE OF "status", "epoch", "address", "keys", "stale_for" ON "node"
  FOR EACH ROW EXECUTE FUNCTION "number_node_change"();
