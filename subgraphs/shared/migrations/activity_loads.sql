-- CreateTable
CREATE TABLE "activity_load" (
    "city_code" TEXT NOT NULL,
    "size" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "generator" TEXT NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "activity_load_pkey" PRIMARY KEY ("city_code")
);
