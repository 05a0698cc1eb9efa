-- CreateTable
CREATE TABLE "register_sent" (
    "borough_code" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "register_sent_pkey" PRIMARY KEY ("borough_code")
);
