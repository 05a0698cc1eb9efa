-- When a client last named itself by its secret, to the minute.
ALTER TABLE client ADD COLUMN last_used_at timestamptz(3);

-- Organisations are shown their clients.
CREATE INDEX client_organisation ON client (organisation) WHERE organisation IS NOT NULL;
