-- Sums of money are counted in fen, and bounded by the round number above.
ALTER TABLE "measure_return" ALTER COLUMN "high" SET DATA TYPE BIGINT[];
