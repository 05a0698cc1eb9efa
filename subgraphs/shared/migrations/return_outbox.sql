-- CreateTable
CREATE TABLE "return_outbox" (
    "division_code" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "return_outbox_pkey" PRIMARY KEY ("division_code","period")
);

-- CreateIndex
CREATE INDEX "return_outbox_sequence_idx" ON "return_outbox"("sequence");
