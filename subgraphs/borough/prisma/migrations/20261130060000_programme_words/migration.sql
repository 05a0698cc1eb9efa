-- The words that a search of programmes looks at, for the index and for the search.
CREATE FUNCTION programme_words(title text, description text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT title || ' ' || description
$$;
DROP INDEX "catalogue_programme_pairs_idx";
CREATE INDEX "catalogue_programme_pairs_idx" ON "catalogue_programme" USING gin (character_pairs(programme_words("title", "description")));
