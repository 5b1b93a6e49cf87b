-- compatible-with: 20261126170616_clock_and_comparison
-- AlterTable
ALTER TABLE "PartnerIntegration" ADD COLUMN     "webhooksCheckedAt" TIMESTAMPTZ(3),
ADD COLUMN     "webhooksManaged" INTEGER NOT NULL DEFAULT 0;
