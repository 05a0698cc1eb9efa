-- The version of the register that stands here; whatever a borough sends next is later than what it sent before it counted.
-- AlterTable
ALTER TABLE "register_received" ADD COLUMN     "version" BIGINT NOT NULL DEFAULT 0;
