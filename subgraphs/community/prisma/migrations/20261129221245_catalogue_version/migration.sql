-- CreateTable
CREATE TABLE "catalogue_version" (
    "community_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "version" BIGINT NOT NULL DEFAULT 4600000000000000,

    CONSTRAINT "catalogue_version_pkey" PRIMARY KEY ("community_code","kind","id")
);
CALL own_rows('catalogue_version', 'community_code');

-- Each record that is published counts its versions, whatever clocks say. Versions were microseconds until now: a count begins above
-- those of the next hundred years, and below 2^53, which JSON can tell apart.
ALTER TABLE "catalogue_version" ADD CONSTRAINT "catalogue_version_kind" CHECK ("kind" IN ('CENTRE', 'PROGRAMME', 'GUIDANCE_RESPONSE'));

-- Counts a version more of each record, and queues it. Who counts holds the record's count until it commits, so that versions are in the order of commits.
CREATE FUNCTION "publish_version"("community" TEXT, "of_kind" TEXT, "ids" UUID[], "step" BIGINT) RETURNS void LANGUAGE sql AS $$
  WITH counted AS (
    INSERT INTO catalogue_version AS kept (community_code, kind, id)
    SELECT "community", "of_kind", given FROM unnest("ids") AS given ORDER BY given
    ON CONFLICT (community_code, kind, id) DO UPDATE SET version = kept.version + "step"
    RETURNING community_code, kind, id, version
  )
  INSERT INTO catalogue_outbox (community_code, kind, id, version)
  SELECT community_code, kind, id, version FROM counted ORDER BY id
  ON CONFLICT (community_code, kind, id) DO UPDATE SET version = excluded.version,
    sequence = excluded.sequence, attempts = 0, next_attempt_at = excluded.next_attempt_at, created_at = excluded.created_at
$$;

CREATE OR REPLACE FUNCTION queue_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_version(community_code, TG_ARGV[0], ids, 1)
  FROM (SELECT community_code, array_agg(id) AS ids FROM changed GROUP BY community_code ORDER BY community_code) each;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION queue_dataset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_version(NEW.community_code, kind, array_agg(id), 1) FROM (
    SELECT 'PROGRAMME' AS kind, id FROM programme WHERE NEW.dataset = 'PROGRAMMES' AND community_code = NEW.community_code
    UNION ALL
    SELECT 'CENTRE', id FROM education_centre WHERE NEW.dataset = 'CENTRES' AND community_code = NEW.community_code
    UNION ALL
    SELECT 'GUIDANCE_RESPONSE', id FROM guidance_response WHERE NEW.dataset = 'GUIDANCE_RESPONSES' AND community_code = NEW.community_code
  ) record GROUP BY kind ORDER BY kind;
  RETURN NULL;
END $$;

-- Where a server goes on with the records that it has, another one may have published later versions of them, which it never heard of: it
-- leaves room for a thousand million of them, and publishes all anew.
CREATE FUNCTION "publish_all_anew"("community" TEXT) RETURNS void LANGUAGE sql AS $$
  SELECT publish_version("community", kind, array_agg(id), 1000000000) FROM (
    SELECT 'PROGRAMME' AS kind, id FROM programme WHERE community_code = "community"
    UNION ALL
    SELECT 'CENTRE', id FROM education_centre WHERE community_code = "community"
    UNION ALL
    SELECT 'GUIDANCE_RESPONSE', id FROM guidance_response WHERE community_code = "community"
  ) record GROUP BY kind ORDER BY kind
$$;
