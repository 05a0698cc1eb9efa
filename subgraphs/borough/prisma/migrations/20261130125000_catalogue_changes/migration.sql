-- CreateTable
CREATE TABLE "catalogue_withdrawal" (
    "community_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "street_code" TEXT NOT NULL,
    "borough_code" TEXT NOT NULL,
    "city_code" TEXT NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "catalogue_withdrawal_pkey" PRIMARY KEY ("community_code","kind","id")
);

-- CreateIndex
CREATE INDEX "catalogue_withdrawal_city_code_withdrawn_at_community_code__idx" ON "catalogue_withdrawal"("city_code", "withdrawn_at", "community_code", "id");

-- CreateIndex
CREATE INDEX "catalogue_withdrawal_withdrawn_at_idx" ON "catalogue_withdrawal"("withdrawn_at");

-- Whoever keeps a copy of the catalogue follows its changes.
CALL own_rows('catalogue_withdrawal', 'community_code');
CALL mark_changes('catalogue_withdrawal');
CALL mark_changes('catalogue_programme');
CALL mark_changes('catalogue_centre');
