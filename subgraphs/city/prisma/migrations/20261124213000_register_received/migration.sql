-- CreateTable
CREATE TABLE "register_received" (
    "borough_code" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "register_received_pkey" PRIMARY KEY ("borough_code")
);
