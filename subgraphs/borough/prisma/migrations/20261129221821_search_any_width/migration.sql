-- Characters are the same at any width: `ＡＩ` is found by `AI`, `（` by `(`. The pairs of a text are those of its NFKC.
DROP INDEX "catalogue_programme_pairs_idx";
CREATE OR REPLACE FUNCTION character_pairs(given text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT pair), '{}') FROM (
    SELECT one || lead(one) OVER (ORDER BY place) AS pair
    FROM unnest(string_to_array(lower(normalize(given, NFKC)), NULL)) WITH ORDINALITY AS each (one, place)
  ) pairs WHERE pair IS NOT NULL
$$;
CREATE INDEX "catalogue_programme_pairs_idx" ON "catalogue_programme" USING gin (character_pairs("title" || ' ' || "description"));
