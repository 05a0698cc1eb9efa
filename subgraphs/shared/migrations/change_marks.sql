-- Which transaction changed a record last. Transactions are numbered when they begin to write and commit in any order, so that a reader who
-- asks again from the oldest one that was still under way misses none, whatever clocks say. What is there already was changed before all.
CREATE FUNCTION "stamp_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."changed_in" := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$;

-- Marks a table's records so. Later migrations call this for each table of records that they add.
CREATE PROCEDURE "mark_changes"("records" regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0', "records");
  EXECUTE format('ALTER TABLE %s ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint', "records");
  EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION "stamp_change"()', "records" || '_stamped', "records");
END $$;

-- Numbers of transactions mean something on the server that gave them, and on its line of history, alone.
CREATE FUNCTION "server_history"() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT left(md5(system_identifier || '.' || timeline_id), 12) FROM pg_control_system(), pg_control_checkpoint()
$$;

-- The mark from which on a reader misses nothing: no transaction under way is older. Rounded down, so that it does not count single writes.
CREATE FUNCTION "watermark"() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT server_history() || '-' || (pg_snapshot_xmin(pg_current_snapshot())::text::bigint & -256)
$$;

-- The transaction from which on changes count for whoever has a mark; all do for a mark of another server.
CREATE FUNCTION "changes_from"("mark" text) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN split_part("mark", '-', 1) = server_history() THEN split_part("mark", '-', 2)::bigint ELSE 0 END
$$;
