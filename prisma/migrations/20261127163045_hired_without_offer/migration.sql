-- compatible-with: 20261126170616_clock_and_comparison
-- AlterTable
ALTER TABLE "AcceptedApplication" ADD COLUMN     "applicationUpdatedAt" TIMESTAMPTZ(3),
ADD COLUMN     "hiredByOffer" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "NewHire" ALTER COLUMN "offerId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "PartnerIntegration" ADD COLUMN     "hiredComparedAt" TIMESTAMPTZ(3),
ADD COLUMN     "hiredNext" TEXT,
ADD COLUMN     "hiredStartedAt" TIMESTAMPTZ(3),
ADD COLUMN     "hiredWatermark" TIMESTAMPTZ(3);
