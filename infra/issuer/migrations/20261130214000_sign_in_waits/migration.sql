-- Wrong passwords are counted in memory, by person and address: whoever guessed kept the person from signing in.
ALTER TABLE person DROP COLUMN failures, DROP COLUMN wait_until;
