-- CreateTable
CREATE TABLE "city_guidance" (
    "city_code" TEXT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "issued_on" DATE NOT NULL,
    "answer_by" DATE,
    "boroughs" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "source" TEXT NOT NULL DEFAULT 'hub',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "city_guidance_pkey" PRIMARY KEY ("city_code","id")
);

-- CreateIndex
CREATE INDEX "city_guidance_city_code_issued_on_id_idx" ON "city_guidance"("city_code", "issued_on", "id");

-- AddForeignKey
ALTER TABLE "city_guidance" ADD CONSTRAINT "city_guidance_city_code_fkey" FOREIGN KEY ("city_code") REFERENCES "city"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules that the Prisma schema can't say.
ALTER TABLE "city_guidance" ADD CONSTRAINT "city_guidance_days_in_order" CHECK ("answer_by" >= "issued_on");
