-- AlterTable
ALTER TABLE "publication" ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "publication_withdrawn_at_idx" ON "publication"("withdrawn_at");

-- What was withdrawn before counts from now on.
UPDATE "publication" SET "withdrawn_at" = CURRENT_TIMESTAMP WHERE
  NOT EXISTS (SELECT FROM "catalogue_centre" here WHERE here."community_code" = "publication"."community_code" AND here."id" = "publication"."id")
  AND NOT EXISTS (SELECT FROM "catalogue_programme" here WHERE here."community_code" = "publication"."community_code" AND here."id" = "publication"."id")
  AND NOT EXISTS (SELECT FROM "guidance_answer" here WHERE here."community_code" = "publication"."community_code" AND here."id" = "publication"."id");
