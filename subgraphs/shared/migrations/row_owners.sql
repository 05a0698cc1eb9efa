-- Whose rows a transaction may write: those of the divisions that are keys of the JSON object in the setting `shequ.write_owners`, everybody's
-- where `*` is one of them, and nobody's while nothing is set. Everybody may read: who may read what is decided row by row above.
CREATE FUNCTION write_owners() RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('shequ.write_owners', true), ''), '{}')::jsonb
$$;

-- Puts a table's rows under that rule, by the column that names their owner; for its own role, too. Later migrations call this for each table that they add.
-- The setting is read once a statement, not once a row.
CREATE PROCEDURE own_rows(owned regclass, owner_column name) LANGUAGE plpgsql AS $$
DECLARE
  is_own CONSTANT text := format('(SELECT write_owners() ? ''*'') OR (SELECT write_owners()) ? %I', owner_column);
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', owned);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', owned);
  EXECUTE format('CREATE POLICY read_all ON %s FOR SELECT USING (true)', owned);
  EXECUTE format('CREATE POLICY add_own ON %s FOR INSERT WITH CHECK (%s)', owned, is_own);
  EXECUTE format('CREATE POLICY change_own ON %s FOR UPDATE USING (%s) WITH CHECK (%s)', owned, is_own, is_own);
  EXECUTE format('CREATE POLICY remove_own ON %s FOR DELETE USING (%s)', owned, is_own);
END $$;
