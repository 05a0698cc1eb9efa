-- A community that publishes no count below a larger number says no more of places either.

-- The smallest count that a community publishes this year, in China.
CREATE FUNCTION "smallest_cell_of"("community" TEXT) RETURNS INTEGER LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(
    (SELECT "value" FROM "smallest_cell" WHERE "community_code" = "community"
      AND "from_year" <= extract(year FROM now() AT TIME ZONE 'Asia/Shanghai') ORDER BY "from_year" DESC LIMIT 1),
    (SELECT "smallest_cell" FROM "community" AS "own" WHERE "own"."community_code" = "community"),
    11
  )
$$;

-- Whatever it says, the places taken may be each number below the smallest count, or none of them (`schema/src/publications/places.ts`).
CREATE FUNCTION "places_left"("capacity" INTEGER, "enrolled" INTEGER, "smallest" INTEGER) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN "capacity" < "smallest" THEN 'FEW'
    WHEN "enrolled" >= "capacity" THEN 'FULL'
    WHEN "capacity" >= 2 * "smallest" - 1 AND "capacity" - "enrolled" < "smallest" THEN 'FEW'
    ELSE 'OPEN'
  END
$$;

CREATE OR REPLACE FUNCTION "queue_changed_programmes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_version(community_code, 'PROGRAMME', ids, 1)
  FROM (
    SELECT changed.community_code, array_agg(changed.id) AS ids
    FROM changed JOIN before ON before.community_code = changed.community_code AND before.id = changed.id
    CROSS JOIN LATERAL (SELECT smallest_cell_of(changed.community_code) AS smallest OFFSET 0) own
    WHERE changed.changed_in <> before.changed_in
      OR places_left(changed.capacity, changed.enrolled, smallest) <> places_left(before.capacity, before.enrolled, smallest)
    GROUP BY changed.community_code ORDER BY changed.community_code
  ) each;
  RETURN NULL;
END $$;
DROP FUNCTION "places_left"(INTEGER, INTEGER);

-- Catalogues hear of the places of communities that have raised it.
SELECT publish_version(community_code, 'PROGRAMME', array_agg(id), 1)
FROM programme WHERE smallest_cell_of(community_code) > 11 GROUP BY community_code ORDER BY community_code;
