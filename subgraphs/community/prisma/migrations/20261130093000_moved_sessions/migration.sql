-- CreateEnum
CREATE TYPE "session_status" AS ENUM ('SCHEDULED', 'CANCELLED');

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "previous_starts_at" TIMESTAMPTZ(3),
ADD COLUMN     "status" "session_status" NOT NULL DEFAULT 'SCHEDULED';

-- CreateIndex
CREATE INDEX "programme_community_code_ends_on_idx" ON "programme"("community_code", "ends_on");
