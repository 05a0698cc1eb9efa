-- CreateEnum
CREATE TYPE "move_direction" AS ENUM ('TO_OWN_NODE', 'TO_HOSTED');

-- CreateTable
CREATE TABLE "move_consent" (
    "community_code" TEXT NOT NULL,
    "direction" "move_direction" NOT NULL,
    "until" DATE NOT NULL,
    "key" TEXT,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "move_consent_pkey" PRIMARY KEY ("community_code","direction")
);

-- Records leave for one node, which its key tells from every other; there is one hosted server.
ALTER TABLE "move_consent" ADD CONSTRAINT "move_consent_key" CHECK (("direction" = 'TO_OWN_NODE') = ("key" IS NOT NULL));
