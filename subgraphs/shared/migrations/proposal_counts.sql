-- What communities put to the vote of their residents: a count of a sixth dataset, PROPOSALS.
ALTER TABLE "cell" ADD COLUMN "proposals" INTEGER;
