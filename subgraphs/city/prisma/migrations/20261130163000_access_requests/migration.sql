-- CreateEnum
CREATE TYPE "access_request_status" AS ENUM ('PENDING', 'GRANTED', 'REFUSED');

-- CreateTable
CREATE TABLE "access_request" (
    "city_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "credit_code" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" "access_request_status" NOT NULL DEFAULT 'PENDING',
    "reason" TEXT,
    "receipt_hash" BYTEA NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_request_pkey" PRIMARY KEY ("city_code","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "access_request_receipt_hash_key" ON "access_request"("receipt_hash");

-- CreateIndex
CREATE INDEX "access_request_city_code_requested_at_id_idx" ON "access_request"("city_code", "requested_at", "id");

-- CreateIndex
CREATE INDEX "access_request_credit_code_idx" ON "access_request"("credit_code");

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_credit_code_fkey" FOREIGN KEY ("credit_code") REFERENCES "organisation"("credit_code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules that the Prisma schema can't say.
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_decided" CHECK (("status" = 'PENDING') = ("decided_at" IS NULL));
CALL own_rows('access_request', 'city_code');
