-- CreateTable
CREATE TABLE "entrustment" (
    "community_code" TEXT NOT NULL,
    "until" DATE,
    "told" TEXT NOT NULL DEFAULT '',
    "sent" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "refused" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "entrustment_pkey" PRIMARY KEY ("community_code")
);

-- CreateTable
CREATE TABLE "entrusted_community" (
    "community_code" TEXT NOT NULL,
    "until" DATE,
    "levels" "sharing_level"[],
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "entrusted_community_pkey" PRIMARY KEY ("community_code")
);

-- CreateTable
CREATE TABLE "entrusted_count" (
    "community_code" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "counted" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entrusted_count_pkey" PRIMARY KEY ("community_code","period")
);
