-- AlterEnum
ALTER TYPE "NoticeCode" ADD VALUE 'clock_skew';

-- AlterTable
ALTER TABLE "PartnerIntegration" ADD COLUMN     "clockSkewSeconds" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "comparedAt" TIMESTAMPTZ(3);
