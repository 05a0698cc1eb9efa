-- CreateTable
CREATE TABLE "catalogue_outbox" (
    "community_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "version" BIGINT NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "catalogue_outbox_pkey" PRIMARY KEY ("community_code","kind","id")
);

-- CreateIndex
CREATE INDEX "catalogue_outbox_sequence_idx" ON "catalogue_outbox"("sequence");

-- What the Prisma schema can't say: whoever changes what communities publish, by whatever way, queues it for the borough in the
-- same transaction. Removing rows queues nothing: records are withdrawn by `removed_at`, and rows go when a community moves away.
ALTER TABLE "catalogue_outbox" ADD CONSTRAINT "catalogue_outbox_kind" CHECK ("kind" IN ('CENTRE', 'PROGRAMME', 'GUIDANCE_RESPONSE'));

-- Queues a record in a version that is later than all before, wherever the community's records lay: the microsecond, or the next.
CREATE FUNCTION queue_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO catalogue_outbox AS queued (community_code, kind, id, version)
  SELECT community_code, TG_ARGV[0], id, extract(epoch FROM clock_timestamp()) * 1000000 FROM changed ORDER BY community_code, id
  ON CONFLICT (community_code, kind, id) DO UPDATE SET version = greatest(excluded.version, queued.version + 1),
    sequence = excluded.sequence, attempts = 0, next_attempt_at = excluded.next_attempt_at, created_at = excluded.created_at;
  RETURN NULL;
END $$;

CREATE TRIGGER programme_queued AFTER INSERT ON programme REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION queue_records('PROGRAMME');
CREATE TRIGGER programme_requeued AFTER UPDATE ON programme REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION queue_records('PROGRAMME');
CREATE TRIGGER education_centre_queued AFTER INSERT ON education_centre REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION queue_records('CENTRE');
CREATE TRIGGER education_centre_requeued AFTER UPDATE ON education_centre REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION queue_records('CENTRE');
CREATE TRIGGER guidance_response_queued AFTER INSERT ON guidance_response REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION queue_records('GUIDANCE_RESPONSE');
CREATE TRIGGER guidance_response_requeued AFTER UPDATE ON guidance_response REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION queue_records('GUIDANCE_RESPONSE');

-- How far a dataset is shared decides over all of its records.
CREATE FUNCTION queue_dataset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO catalogue_outbox AS queued (community_code, kind, id, version)
  SELECT community_code, kind, id, extract(epoch FROM clock_timestamp()) * 1000000
  FROM (
    SELECT community_code, 'PROGRAMME' AS kind, id FROM programme WHERE NEW.dataset = 'PROGRAMMES' AND community_code = NEW.community_code
    UNION ALL
    SELECT community_code, 'CENTRE', id FROM education_centre WHERE NEW.dataset = 'CENTRES' AND community_code = NEW.community_code
    UNION ALL
    SELECT community_code, 'GUIDANCE_RESPONSE', id FROM guidance_response WHERE NEW.dataset = 'GUIDANCE_RESPONSES' AND community_code = NEW.community_code
  ) record ORDER BY kind, id
  ON CONFLICT (community_code, kind, id) DO UPDATE SET version = greatest(excluded.version, queued.version + 1),
    sequence = excluded.sequence, attempts = 0, next_attempt_at = excluded.next_attempt_at, created_at = excluded.created_at;
  RETURN NULL;
END $$;

CREATE TRIGGER sharing_rule_queued AFTER INSERT ON sharing_rule FOR EACH ROW
  WHEN (NEW.dataset IN ('PROGRAMMES', 'CENTRES', 'GUIDANCE_RESPONSES')) EXECUTE FUNCTION queue_dataset();
CREATE TRIGGER sharing_rule_requeued AFTER UPDATE ON sharing_rule FOR EACH ROW
  WHEN (NEW.dataset IN ('PROGRAMMES', 'CENTRES', 'GUIDANCE_RESPONSES') AND NEW.level IS DISTINCT FROM OLD.level) EXECUTE FUNCTION queue_dataset();

-- What is there already is sent, too.
INSERT INTO catalogue_outbox (community_code, kind, id, version)
SELECT community_code, kind, id, extract(epoch FROM clock_timestamp()) * 1000000
FROM (
  SELECT community_code, 'CENTRE' AS kind, id FROM education_centre UNION ALL
  SELECT community_code, 'PROGRAMME', id FROM programme UNION ALL
  SELECT community_code, 'GUIDANCE_RESPONSE', id FROM guidance_response
) record ORDER BY community_code;
