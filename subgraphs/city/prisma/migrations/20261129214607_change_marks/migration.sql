-- Which transaction changed a record last. Transactions are numbered when they begin to write and commit in any order, so that a reader who
-- asks again from the oldest one that was still under way misses none, whatever clocks say. What is there already was changed before all.
ALTER TABLE "city" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "learning_city_programme" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "ordinance" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "planning_committee" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "committee_decision" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "pilot_designation" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "target" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "organisation" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "city_guidance" ADD COLUMN "changed_in" BIGINT NOT NULL DEFAULT 0;

CREATE FUNCTION "stamp_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."changed_in" := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$;
ALTER TABLE "city" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "city_stamped" BEFORE UPDATE ON "city" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "learning_city_programme" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "learning_city_programme_stamped" BEFORE UPDATE ON "learning_city_programme" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "ordinance" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "ordinance_stamped" BEFORE UPDATE ON "ordinance" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "planning_committee" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "planning_committee_stamped" BEFORE UPDATE ON "planning_committee" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "committee_decision" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "committee_decision_stamped" BEFORE UPDATE ON "committee_decision" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "pilot_designation" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "pilot_designation_stamped" BEFORE UPDATE ON "pilot_designation" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "target" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "target_stamped" BEFORE UPDATE ON "target" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "organisation" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "organisation_stamped" BEFORE UPDATE ON "organisation" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();
ALTER TABLE "city_guidance" ALTER COLUMN "changed_in" SET DEFAULT (pg_current_xact_id()::text)::bigint;
CREATE TRIGGER "city_guidance_stamped" BEFORE UPDATE ON "city_guidance" FOR EACH ROW EXECUTE FUNCTION "stamp_change"();

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
