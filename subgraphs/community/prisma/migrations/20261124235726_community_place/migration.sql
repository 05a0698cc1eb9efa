-- CreateEnum
CREATE TYPE "place_state" AS ENUM ('HERE', 'LEAVING', 'AWAY', 'ARRIVING', 'ASIDE');

-- CreateTable
CREATE TABLE "community_place" (
    "community_code" TEXT NOT NULL,
    "state" "place_state" NOT NULL,
    "epoch" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "community_place_pkey" PRIMARY KEY ("community_code")
);

-- CreateIndex
CREATE INDEX "community_place_since_idx" ON "community_place"("since");

-- Keeps a community's records from beginning to move until the write that calls it ends, and tells where they stand; null without a row.
-- An advisory lock, since it is granted in the order it is asked for: of row locks, writes that follow one another closely would never let a move begin.
-- Each statement of a volatile function sees what was committed before it, so that the state is the one under the lock.
CREATE FUNCTION "hold_place"("community" TEXT) RETURNS "place_state" LANGUAGE plpgsql VOLATILE AS $$
DECLARE held "place_state";
BEGIN
    PERFORM pg_advisory_xact_lock_shared("community"::BIGINT);
    SELECT "state" INTO held FROM "community_place" WHERE "community_code" = "community";
    RETURN held;
END
$$;
