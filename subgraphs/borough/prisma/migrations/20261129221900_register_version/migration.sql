-- The version in which a register was sent last: a count that never goes back, whatever the clock does. An empty digest is of none that the city has.
-- AlterTable
ALTER TABLE "register_sent" ADD COLUMN     "version" BIGINT NOT NULL DEFAULT 0;
