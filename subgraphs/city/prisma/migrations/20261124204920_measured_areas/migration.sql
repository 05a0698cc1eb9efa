-- CreateTable
CREATE TABLE "area" (
    "community_code" TEXT NOT NULL,
    "street_code" TEXT NOT NULL,
    "borough_code" TEXT NOT NULL,
    "city_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "residents" INTEGER,
    "older_residents" INTEGER,

    CONSTRAINT "area_pkey" PRIMARY KEY ("community_code")
);

-- CreateTable
CREATE TABLE "register_figure" (
    "community_code" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "budget" BIGINT NOT NULL DEFAULT 0,
    "guidance_issued" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "register_figure_pkey" PRIMARY KEY ("community_code","period")
);

-- CreateIndex
CREATE INDEX "area_city_code_borough_code_idx" ON "area"("city_code", "borough_code");

-- CreateIndex
CREATE INDEX "area_street_code_idx" ON "area"("street_code");
