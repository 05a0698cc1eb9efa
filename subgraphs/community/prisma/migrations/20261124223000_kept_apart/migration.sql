-- AlterTable
ALTER TABLE "released_pattern" ADD COLUMN     "apart" INTEGER[] DEFAULT ARRAY[]::INTEGER[];
