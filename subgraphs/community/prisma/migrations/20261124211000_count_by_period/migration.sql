-- A period is counted for all communities at once: without these a month's count would read the records of all years.

-- CreateIndex
CREATE INDEX "programme_ends_on_idx" ON "programme"("ends_on");

-- CreateIndex
CREATE INDEX "session_starts_at_idx" ON "session"("starts_at");

-- CreateIndex
CREATE INDEX "voice_raised_at_idx" ON "voice"("raised_at");

-- CreateIndex
CREATE INDEX "ledger_entry_booked_on_idx" ON "ledger_entry"("booked_on");
