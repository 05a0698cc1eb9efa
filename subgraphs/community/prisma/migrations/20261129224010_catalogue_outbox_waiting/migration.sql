-- What waits in a queue is asked of an index, not of the queue.

-- CreateIndex
CREATE INDEX "catalogue_outbox_next_attempt_at_idx" ON "catalogue_outbox"("next_attempt_at");
