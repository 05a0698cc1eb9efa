-- The consignments of a centre, as its community tells them; null where it does not tell.
-- AlterTable
ALTER TABLE "catalogue_centre" ADD COLUMN     "consignments" JSONB;

-- CreateIndex
CREATE INDEX "catalogue_centre_consignments_idx" ON "catalogue_centre" USING GIN ("consignments" jsonb_path_ops);
