-- CreateTable
CREATE TABLE "fault" (
    "reference" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "tier" TEXT,
    "tier_reference" TEXT,
    "kind" TEXT,

    CONSTRAINT "fault_pkey" PRIMARY KEY ("reference")
);

-- CreateIndex
CREATE INDEX "fault_at_reference_idx" ON "fault"("at", "reference");
