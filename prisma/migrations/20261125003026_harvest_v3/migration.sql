-- CreateEnum
CREATE TYPE "GreenhouseGrant" AS ENUM ('key', 'client_credentials', 'authorization_code');

-- CreateEnum
CREATE TYPE "ReferenceKind" AS ENUM ('job', 'department', 'office', 'job_managers', 'user');

-- AlterTable
ALTER TABLE "AcceptedApplication" ADD COLUMN     "readAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "PartnerIntegration" ADD COLUMN     "formerKeySealed" TEXT,
ADD COLUMN     "grant" "GreenhouseGrant",
ADD COLUMN     "seesNothing" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "GreenhouseToken" (
    "organizationId" UUID NOT NULL,
    "integrationId" UUID NOT NULL,
    "accessSealed" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "refreshSealed" TEXT,
    "refreshBefore" TIMESTAMPTZ(3),
    "renewedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GreenhouseToken_pkey" PRIMARY KEY ("integrationId")
);

-- CreateTable
CREATE TABLE "GreenhouseApproval" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "stateHash" BYTEA NOT NULL,
    "verifierSealed" TEXT NOT NULL,
    "inviteFrom" DATE,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GreenhouseApproval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GreenhouseWebhook" (
    "organizationId" UUID NOT NULL,
    "integrationId" UUID NOT NULL,
    "secretSealed" TEXT NOT NULL,
    "lastDeliveryAt" TIMESTAMPTZ(3),
    "lastHintAt" TIMESTAMPTZ(3),

    CONSTRAINT "GreenhouseWebhook_pkey" PRIMARY KEY ("integrationId")
);

-- CreateTable
CREATE TABLE "GreenhouseReference" (
    "organizationId" UUID NOT NULL,
    "kind" "ReferenceKind" NOT NULL,
    "id" BIGINT NOT NULL,
    "value" JSONB NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GreenhouseReference_pkey" PRIMARY KEY ("organizationId","kind","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "GreenhouseToken_organizationId_integrationId_key" ON "GreenhouseToken"("organizationId", "integrationId");

-- CreateIndex
CREATE UNIQUE INDEX "GreenhouseApproval_organizationId_stateHash_key" ON "GreenhouseApproval"("organizationId", "stateHash");

-- CreateIndex
CREATE UNIQUE INDEX "GreenhouseWebhook_organizationId_integrationId_key" ON "GreenhouseWebhook"("organizationId", "integrationId");

-- AddForeignKey
ALTER TABLE "GreenhouseToken" ADD CONSTRAINT "GreenhouseToken_organizationId_integrationId_fkey" FOREIGN KEY ("organizationId", "integrationId") REFERENCES "PartnerIntegration"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GreenhouseApproval" ADD CONSTRAINT "GreenhouseApproval_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GreenhouseWebhook" ADD CONSTRAINT "GreenhouseWebhook_organizationId_integrationId_fkey" FOREIGN KEY ("organizationId", "integrationId") REFERENCES "PartnerIntegration"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GreenhouseReference" ADD CONSTRAINT "GreenhouseReference_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Row-level security, as every tenant table has it.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['GreenhouseToken', 'GreenhouseApproval', 'GreenhouseWebhook', 'GreenhouseReference']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY tenant ON %I USING ("organizationId" = (SELECT current_organization())) WITH CHECK ("organizationId" = (SELECT current_organization()))', tenant_table);
  END LOOP;
END
$$;

-- A delivery names its integration and proves itself by its signature, which only the row's secret can check.
CREATE POLICY lookup_webhook ON "GreenhouseWebhook" FOR SELECT USING ("integrationId" = nullif(current_setting('app.lookup_webhook', true), '')::uuid);

-- Connections made before this migration all have a v1 key.
UPDATE "PartnerIntegration" SET "grant" = 'key' WHERE "credentialSealed" IS NOT NULL;
