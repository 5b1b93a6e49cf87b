-- CreateEnum
CREATE TYPE "TimingMode" AS ENUM ('at_once', 'days_before_start', 'by_hand');

-- CreateEnum
CREATE TYPE "HireEventKind" AS ENUM ('synced', 'delivered', 'opened', 'bounced', 'note');

-- CreateEnum
CREATE TYPE "PlanMode" AS ENUM ('at_once', 'on_date', 'by_hand');

-- CreateEnum
CREATE TYPE "DuplicateDecision" AS ENUM ('send_anyway', 'keep_separate');

-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "endedAt" TIMESTAMPTZ(3),
ADD COLUMN     "serverTrouble" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "NewHire" ADD COLUMN     "duplicateDecision" "DuplicateDecision",
ADD COLUMN     "planDate" TEXT,
ADD COLUMN     "planMode" "PlanMode",
ADD COLUMN     "sendOn" TEXT;

-- CreateTable
CREATE TABLE "InvitationSettings" (
    "organizationId" UUID NOT NULL,
    "timingMode" "TimingMode" NOT NULL DEFAULT 'at_once',
    "timingDays" INTEGER NOT NULL DEFAULT 7,
    "reminderAfterDays" INTEGER,
    "reminderMax" INTEGER NOT NULL DEFAULT 2,
    "expiresAfterDays" INTEGER NOT NULL DEFAULT 14,
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "template" JSONB,
    "updatedBy" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InvitationSettings_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "HireEvent" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "newHireId" UUID NOT NULL,
    "invitationId" UUID,
    "kind" "HireEventKind" NOT NULL,
    "detail" TEXT,
    "providerEventId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HireEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProviderEventCount" (
    "provider" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "ProviderEventCount_pkey" PRIMARY KEY ("provider","kind")
);

-- CreateIndex
CREATE INDEX "HireEvent_organizationId_newHireId_at_idx" ON "HireEvent"("organizationId", "newHireId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "HireEvent_organizationId_providerEventId_key" ON "HireEvent"("organizationId", "providerEventId");

-- CreateIndex
CREATE INDEX "Invitation_organizationId_status_createdAt_idx" ON "Invitation"("organizationId", "status", "createdAt");

-- CreateIndex
CREATE INDEX "NewHire_organizationId_candidateId_idx" ON "NewHire"("organizationId", "candidateId");

-- AddForeignKey
ALTER TABLE "InvitationSettings" ADD CONSTRAINT "InvitationSettings_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HireEvent" ADD CONSTRAINT "HireEvent_organizationId_newHireId_fkey" FOREIGN KEY ("organizationId", "newHireId") REFERENCES "NewHire"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Partial and expression indexes, which the schema cannot say.
CREATE INDEX "NewHire_same_address" ON "NewHire" ("organizationId", lower("personalEmail")) WHERE "personalEmail" IS NOT NULL;
CREATE INDEX "NewHire_scheduled" ON "NewHire" ("organizationId", "sendOn") WHERE "sendOn" IS NOT NULL;

-- Row-level security, as every tenant table has it.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['InvitationSettings', 'HireEvent']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY tenant ON %I USING ("organizationId" = (SELECT current_organization())) WITH CHECK ("organizationId" = (SELECT current_organization()))', tenant_table);
  END LOOP;
END
$$;

-- A provider's word on a mail names the invitation by its id, which the mail carried signed.
CREATE POLICY lookup_invitation ON "Invitation" FOR SELECT USING ("id" = nullif(current_setting('app.lookup_invitation', true), '')::uuid);
