-- Which transaction changed a record last. Transactions are numbered when they begin to write and commit in any order, so that a reader who
-- asks again from the oldest one that was still under way misses none, whatever clocks say. What is there already was changed before all.
ALTER TABLE "community" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "education_centre" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "consignment" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "programme" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "session" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "competence" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "voice" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "proposal" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "donation" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "ledger_entry" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "guidance_response" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "access_grant" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "local_field" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "community_place" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;

CREATE FUNCTION "stamp_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."changed_in" := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$;
ALTER TABLE "community" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "community_stamped" BEFORE UPDATE ON "community" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "education_centre" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "education_centre_stamped" BEFORE UPDATE ON "education_centre" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "consignment" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "consignment_stamped" BEFORE UPDATE ON "consignment" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "programme" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "programme_stamped" BEFORE UPDATE ON "programme" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "session" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "session_stamped" BEFORE UPDATE ON "session" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "competence" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "competence_stamped" BEFORE UPDATE ON "competence" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "voice" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "voice_stamped" BEFORE UPDATE ON "voice" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "proposal" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "proposal_stamped" BEFORE UPDATE ON "proposal" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "donation" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "donation_stamped" BEFORE UPDATE ON "donation" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "ledger_entry" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "ledger_entry_stamped" BEFORE UPDATE ON "ledger_entry" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "guidance_response" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "guidance_response_stamped" BEFORE UPDATE ON "guidance_response" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "access_grant" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "access_grant_stamped" BEFORE UPDATE ON "access_grant" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "local_field" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "local_field_stamped" BEFORE UPDATE ON "local_field" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "community_place" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "community_place_stamped" BEFORE UPDATE ON "community_place" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();

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
