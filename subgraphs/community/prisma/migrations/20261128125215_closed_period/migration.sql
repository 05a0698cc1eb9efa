-- CreateTable
CREATE TABLE "closed_period" (
    "city_code" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "closed_period_pkey" PRIMARY KEY ("city_code","period")
);

-- What was closed so far is known by its returns. The city of a division is as `cityOf` has it.
INSERT INTO "closed_period" ("city_code", "period", "closed_at")
SELECT rpad(left("division_code", CASE
    WHEN left("division_code", 2) IN ('11', '12', '31', '50') THEN 2
    WHEN left("division_code", 4) IN ('4190', '4290', '4690', '6590') THEN 6
    ELSE 4
  END), 12, '0') AS "city", "period", min("released_at")
FROM "measure_return" GROUP BY "city", "period";
