-- CreateTable
CREATE TABLE "released_pattern" (
    "division_code" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "hidden" INTEGER[],
    "summed" BOOLEAN[],
    "released_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "released_pattern_pkey" PRIMARY KEY ("division_code","period","version")
);
