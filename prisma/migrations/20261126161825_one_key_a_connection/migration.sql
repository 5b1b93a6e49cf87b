-- One unique key each: with two, INSERT … ON CONFLICT on one of them fails when another writer meets it at the other.
-- DropIndex
DROP INDEX "SyncSchedule_organizationId_integrationId_key";

-- DropIndex
DROP INDEX "GreenhouseToken_organizationId_integrationId_key";

-- DropIndex
DROP INDEX "GreenhouseTokenRenewal_organizationId_integrationId_key";

-- DropIndex
DROP INDEX "GreenhouseWebhook_organizationId_integrationId_key";

-- AlterTable
ALTER TABLE "SyncSchedule" DROP CONSTRAINT "SyncSchedule_pkey",
ADD CONSTRAINT "SyncSchedule_pkey" PRIMARY KEY ("organizationId", "integrationId");

-- AlterTable
ALTER TABLE "GreenhouseToken" DROP CONSTRAINT "GreenhouseToken_pkey",
ADD CONSTRAINT "GreenhouseToken_pkey" PRIMARY KEY ("organizationId", "integrationId");

-- AlterTable
ALTER TABLE "GreenhouseTokenRenewal" DROP CONSTRAINT "GreenhouseTokenRenewal_pkey",
ADD CONSTRAINT "GreenhouseTokenRenewal_pkey" PRIMARY KEY ("organizationId", "integrationId");

-- AlterTable
ALTER TABLE "GreenhouseWebhook" DROP CONSTRAINT "GreenhouseWebhook_pkey",
ADD CONSTRAINT "GreenhouseWebhook_pkey" PRIMARY KEY ("organizationId", "integrationId");

-- CreateIndex
CREATE INDEX "GreenhouseWebhook_integrationId_idx" ON "GreenhouseWebhook"("integrationId");
