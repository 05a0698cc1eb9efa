-- What communities offer, whoever comes: programmes, their sessions and their places.

-- AlterTable
ALTER TABLE "cell" ADD COLUMN     "places" INTEGER,
ADD COLUMN     "programmes" INTEGER,
ADD COLUMN     "sessions" INTEGER;
