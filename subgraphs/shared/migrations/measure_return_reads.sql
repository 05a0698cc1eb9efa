-- Sums are few among the named returns: a question of measures reads those of its periods without a look at the others.
CREATE INDEX "measure_return_sum_idx" ON "measure_return"("period", "division_code") WHERE "kind" = 'SUM';

-- What all communities returned for a period.
CREATE INDEX "measure_return_named_idx" ON "measure_return"("period", "division_code") WHERE "kind" = 'NAMED';
