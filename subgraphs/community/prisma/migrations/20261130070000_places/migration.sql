-- What everybody may know of how many places are left. Whatever it says, the places taken may be each number below eleven, or none of them
-- (`schema/src/publications/places.ts`).
CREATE FUNCTION "places_left"("capacity" INTEGER, "enrolled" INTEGER) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN "capacity" < 11 THEN 'FEW'
    WHEN "enrolled" >= "capacity" THEN 'FULL'
    WHEN "capacity" >= 21 AND "capacity" - "enrolled" < 11 THEN 'FEW'
    ELSE 'OPEN'
  END
$$;

-- A place that is taken or given up is no change of the programme: a time stamp would tell when.
CREATE FUNCTION "stamp_change_but_of_places"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before record := OLD;
BEGIN
  before.enrolled := NEW.enrolled;
  IF NEW IS DISTINCT FROM before THEN
    NEW."changed_in" := pg_current_xact_id()::text::bigint;
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER "programme_stamped" ON "programme";
CREATE TRIGGER "programme_stamped" BEFORE UPDATE ON "programme" FOR EACH ROW EXECUTE FUNCTION "stamp_change_but_of_places"();

-- The catalogue hears of a place only when what is published of places changes by it.
CREATE FUNCTION "queue_changed_programmes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_version(community_code, 'PROGRAMME', ids, 1)
  FROM (
    SELECT changed.community_code, array_agg(changed.id) AS ids
    FROM changed JOIN before ON before.community_code = changed.community_code AND before.id = changed.id
    WHERE changed.changed_in <> before.changed_in
      OR places_left(changed.capacity, changed.enrolled) <> places_left(before.capacity, before.enrolled)
    GROUP BY changed.community_code ORDER BY changed.community_code
  ) each;
  RETURN NULL;
END $$;
DROP TRIGGER "programme_requeued" ON "programme";
CREATE TRIGGER "programme_requeued" AFTER UPDATE ON "programme" REFERENCING OLD TABLE AS before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "queue_changed_programmes"();

-- What stands in catalogues already is told anew, without numbers.
SELECT publish_version(community_code, 'PROGRAMME', array_agg(id), 1) FROM programme GROUP BY community_code ORDER BY community_code;
