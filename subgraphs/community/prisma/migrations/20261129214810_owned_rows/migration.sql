DO $$
DECLARE
  owned record;
BEGIN
  FOR owned IN
    SELECT c.oid::regclass AS name, a.attname AS owner
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace AND a.attname IN ('community_code', 'division_code')
  LOOP
    CALL own_rows(owned.name, owned.owner);
  END LOOP;
END $$;

CALL own_rows('closed_period', 'city_code');
