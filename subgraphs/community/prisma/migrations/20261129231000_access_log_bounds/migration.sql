-- CreateTable
CREATE TABLE "access_log_checkpoint" (
    "community_code" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,
    "pruned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_log_checkpoint_pkey" PRIMARY KEY ("community_code")
);

-- CreateTable
CREATE TABLE "access_log_retention" (
    "community_code" TEXT NOT NULL,
    "days" INTEGER NOT NULL,

    CONSTRAINT "access_log_retention_pkey" PRIMARY KEY ("community_code")
);

-- CreateTable
CREATE TABLE "access_log_sent" (
    "community_code" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,

    CONSTRAINT "access_log_sent_pkey" PRIMARY KEY ("community_code")
);

-- CreateTable
CREATE TABLE "refusal_count" (
    "community_code" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "action" TEXT NOT NULL,
    "dataset" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "calls" BIGINT NOT NULL,

    CONSTRAINT "refusal_count_pkey" PRIMARY KEY ("community_code","day","action","dataset","role")
);

-- CreateIndex
CREATE INDEX "refusal_count_day_idx" ON "refusal_count"("day");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- Rules that the Prisma schema can't say. The values bound how many rows there can be of a community and day.
ALTER TABLE "access_log_checkpoint" ADD CONSTRAINT "access_log_checkpoint_hash" CHECK (length("hash") = 32 AND "sequence" >= 1);
ALTER TABLE "access_log_retention" ADD CONSTRAINT "access_log_retention_days" CHECK ("days" BETWEEN 184 AND 3650);
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_at" CHECK (jsonb_typeof("record"::jsonb -> 'at') = 'string');
ALTER TABLE "refusal_count" ADD CONSTRAINT "refusal_count_kinds" CHECK ("calls" > 0 AND "action" IN ('READ', 'WRITE')
  AND "dataset" IN ('', 'CENTRES', 'PROGRAMMES', 'COMPETENCES', 'PROPOSALS', 'VOICES', 'DONATIONS', 'LEDGER', 'GUIDANCE_RESPONSES')
  AND "role" IN ('ANONYMOUS', 'PLANNER', 'CITY_OFFICE', 'BOROUGH_OFFICE', 'COMMUNITY_OFFICE', 'DISTRICT_APP', 'NGO', 'GATEWAY'));

CALL own_rows('access_log_checkpoint', 'community_code');
CALL own_rows('access_log_retention', 'community_code');
CALL own_rows('access_log_sent', 'community_code');
CALL own_rows('refusal_count', 'community_code');

-- The functions below run as the owner of the tables, whom the policies may not hold: they ask themselves whether the transaction writes for a community.
CREATE FUNCTION "require_owners"("codes" TEXT[]) RETURNS VOID LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT (write_owners() ? '*' OR write_owners() ?& "codes") THEN
    RAISE EXCEPTION 'the transaction writes for %, not for all of %', write_owners(), "codes" USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;

-- Adds to the logs of all communities named. Each community's place is held, so that no move takes the log along without what is
-- added; then each log's head is locked, both in the order of their codes, and the chain goes on from it. The hash is SHA-256 over
-- the hash before and, as UTF-8, the community, the sequence and the record; the hash before the first entry is that of nothing.
CREATE FUNCTION "append_access_log"("codes" TEXT[], "records" TEXT[], "unplaced" "place_state")
RETURNS TABLE ("community" TEXT, "state" TEXT) LANGUAGE plpgsql SECURITY DEFINER AS $$
#variable_conflict use_column
BEGIN
  PERFORM require_owners("codes");
  INSERT INTO access_log_head (community_code, sequence, hash)
  SELECT community_code, 0, sha256('') FROM community
  WHERE community_code = ANY("codes") AND NOT EXISTS (SELECT FROM access_log_head kept WHERE kept.community_code = community.community_code)
  ORDER BY community_code ON CONFLICT (community_code) DO NOTHING;
  RETURN QUERY
  WITH RECURSIVE sent AS (
    SELECT given.community, given.record, row_number() OVER (PARTITION BY given.community ORDER BY given.place) AS place
    FROM unnest("codes", "records") WITH ORDINALITY AS given (community, record, place)
  ), standing AS MATERIALIZED (
    SELECT each.community, coalesce(hold_place(each.community), "unplaced")::text AS state
    FROM (SELECT DISTINCT sent.community FROM sent ORDER BY sent.community) each
  ), head AS MATERIALIZED (
    SELECT community_code, sequence, hash FROM access_log_head
    WHERE community_code IN (SELECT standing.community FROM standing WHERE standing.state = 'HERE') ORDER BY community_code FOR UPDATE
  ), chain AS (
    SELECT community_code, sequence, hash, 0::bigint AS place, NULL::text AS record FROM head
    UNION ALL
    SELECT community_code, sequence + 1,
      sha256(hash || convert_to(community_code || E'\n' || (sequence + 1) || E'\n' || sent.record, 'UTF8')), sent.place, sent.record
    FROM chain JOIN sent ON sent.community = chain.community_code AND sent.place = chain.place + 1
  ), added AS (
    INSERT INTO access_log (community_code, sequence, record, hash)
    SELECT community_code, sequence, record, hash FROM chain WHERE place > 0
  ), moved AS (
    UPDATE access_log_head head SET sequence = last.sequence, hash = last.hash
    FROM (SELECT DISTINCT ON (community_code) * FROM chain ORDER BY community_code, place DESC) last
    WHERE head.community_code = last.community_code
  )
  SELECT standing.community, standing.state FROM standing;
END $$;

-- Removes at most so many of a log's first entries that are older than the community keeps them, at least 184 days by the database's
-- own clock, and notes where the log begins then. Gives how many it removed.
CREATE FUNCTION "prune_access_log"("code" TEXT, "most" INTEGER) RETURNS INTEGER LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  cutoff TEXT;
  first INTEGER;
  last INTEGER;
  removed INTEGER;
BEGIN
  PERFORM require_owners(ARRAY["code"]);
  IF coalesce(hold_place("code"), 'HERE') <> 'HERE' THEN RETURN 0; END IF;
  PERFORM FROM access_log_head WHERE community_code = "code" FOR UPDATE;
  SELECT to_char((current_timestamp - make_interval(days => greatest(184, coalesce(
      (SELECT days FROM access_log_retention WHERE community_code = "code"), 365)))) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    INTO cutoff;
  SELECT sequence INTO first FROM access_log WHERE community_code = "code" ORDER BY sequence LIMIT 1;
  SELECT coalesce(min(sequence) FILTER (WHERE record::jsonb ->> 'at' >= cutoff) - 1, max(sequence)) INTO last
    FROM (SELECT sequence, record FROM access_log WHERE community_code = "code" ORDER BY sequence LIMIT "most") oldest;
  IF last IS NULL OR last < first THEN RETURN 0; END IF;
  INSERT INTO access_log_checkpoint AS kept (community_code, sequence, hash)
  SELECT community_code, sequence, hash FROM access_log WHERE community_code = "code" AND sequence = last
  ON CONFLICT (community_code) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash, pruned_at = excluded.pruned_at;
  DELETE FROM access_log WHERE community_code = "code" AND sequence <= last;
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;

-- Removes the log of a community whose records lie elsewhere, with the records.
CREATE FUNCTION "remove_access_log"("code" TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  PERFORM require_owners(ARRAY["code"]);
  IF EXISTS (SELECT FROM access_log_head WHERE community_code = "code") AND NOT EXISTS (
    SELECT FROM community_place WHERE community_code = "code" AND state IN ('AWAY', 'ARRIVING', 'ASIDE')) THEN
    RAISE EXCEPTION 'the access log of % is removed only where its records lie elsewhere', "code" USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM access_log WHERE community_code = "code";
  DELETE FROM access_log_head WHERE community_code = "code";
  DELETE FROM access_log_checkpoint WHERE community_code = "code";
END $$;

-- They run as the owner of the tables: on the tables of this schema and no others, whatever the caller's path. And
-- whoever has rights on the log beside the owner may only read it and add to it.
DO $$
DECLARE
  done TEXT;
  grantee OID;
BEGIN
  FOREACH done IN ARRAY ARRAY['append_access_log(text[], text[], place_state)', 'prune_access_log(text, integer)', 'remove_access_log(text)'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', done, current_schema());
  END LOOP;
  FOR grantee IN
    SELECT DISTINCT acl.grantee FROM pg_class, aclexplode(relacl) acl
    WHERE pg_class.oid = ANY(ARRAY['access_log', 'access_log_head', 'access_log_checkpoint']::regclass[]) AND acl.grantee NOT IN (0, relowner)
  LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES ON access_log, access_log_head, access_log_checkpoint FROM %s', grantee::regrole);
  END LOOP;
END $$;
