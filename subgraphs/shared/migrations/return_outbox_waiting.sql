-- What waits in a queue is asked of an index, not of the queue.

-- CreateIndex
CREATE INDEX "return_outbox_next_attempt_at_idx" ON "return_outbox"("next_attempt_at");
