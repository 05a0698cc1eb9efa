-- Chinese words are mostly of two characters, which trigrams don't find: the catalogue is searched by its pairs of characters.
CREATE FUNCTION character_pairs(given text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT pair), '{}') FROM (
    SELECT one || lead(one) OVER (ORDER BY place) AS pair FROM unnest(string_to_array(lower(given), NULL)) WITH ORDINALITY AS each (one, place)
  ) pairs WHERE pair IS NOT NULL
$$;
DROP INDEX "catalogue_programme_text_idx";
CREATE INDEX "catalogue_programme_pairs_idx" ON "catalogue_programme" USING gin (character_pairs("title" || ' ' || "description"));

-- The longest programme tells from which first day on one may not be over yet.
CREATE INDEX "catalogue_programme_duration_idx" ON "catalogue_programme" (("ends_on" - "starts_on"));
