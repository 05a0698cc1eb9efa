-- CreateTable
CREATE TABLE "smallest_cell" (
    "community_code" TEXT NOT NULL,
    "from_year" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "smallest_cell_pkey" PRIMARY KEY ("community_code","from_year")
);

-- Rules that the Prisma schema can't say.
ALTER TABLE "smallest_cell" ADD CONSTRAINT "smallest_cell_least" CHECK ("value" BETWEEN 11 AND 1000);
