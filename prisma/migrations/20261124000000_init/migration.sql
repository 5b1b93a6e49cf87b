-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "OfferStatus" AS ENUM ('unresolved', 'accepted', 'rejected', 'deprecated');

-- CreateEnum
CREATE TYPE "InvitationStatus" AS ENUM ('queued', 'sent', 'failed', 'accepted', 'expired', 'replaced', 'revoked');

-- CreateEnum
CREATE TYPE "InvitationTrigger" AS ENUM ('automatic', 'resend', 'reminder');

-- CreateEnum
CREATE TYPE "HireStatus" AS ENUM ('pending', 'on_hold', 'invited', 'started', 'withdrawn', 'ignored');

-- CreateEnum
CREATE TYPE "HireField" AS ENUM ('firstName', 'lastName', 'preferredName', 'personalEmail', 'phone', 'address', 'jobTitle', 'department', 'location', 'employmentType', 'managerName', 'startDate');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('admin', 'hr');

-- CreateEnum
CREATE TYPE "IntegrationStatus" AS ENUM ('not_connected', 'connected', 'needs_attention', 'paused');

-- CreateEnum
CREATE TYPE "ApiVersion" AS ENUM ('v1', 'v3');

-- CreateEnum
CREATE TYPE "SyncTrigger" AS ENUM ('schedule', 'manual', 'webhook', 'connect', 'preview');

-- CreateEnum
CREATE TYPE "SyncStatus" AS ENUM ('queued', 'running', 'succeeded', 'failed');

-- CreateTable
CREATE TABLE "Offer" (
    "organizationId" UUID NOT NULL,
    "id" BIGINT NOT NULL,
    "applicationId" BIGINT NOT NULL,
    "candidateId" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" "OfferStatus" NOT NULL,
    "startsOn" TEXT,
    "employmentType" TEXT,
    "resolvedAt" TIMESTAMPTZ(3),
    "greenhouseUpdatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Offer_pkey" PRIMARY KEY ("organizationId","id")
);

-- CreateTable
CREATE TABLE "AcceptedApplication" (
    "organizationId" UUID NOT NULL,
    "applicationId" BIGINT NOT NULL,
    "candidateId" BIGINT NOT NULL,
    "hired" BOOLEAN NOT NULL DEFAULT false,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastCheckedAt" TIMESTAMPTZ(3),
    "nextCheckAt" TIMESTAMPTZ(3),

    CONSTRAINT "AcceptedApplication_pkey" PRIMARY KEY ("organizationId","applicationId")
);

-- CreateTable
CREATE TABLE "RejectedOffer" (
    "organizationId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RejectedOffer_pkey" PRIMARY KEY ("organizationId","id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" UUID,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "changes" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "newHireId" UUID NOT NULL,
    "status" "InvitationStatus" NOT NULL DEFAULT 'queued',
    "trigger" "InvitationTrigger" NOT NULL,
    "sentTo" TEXT NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "tokenKeyId" TEXT NOT NULL,
    "requestedBy" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "acceptedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NewHire" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "applicationId" BIGINT NOT NULL,
    "candidateId" BIGINT NOT NULL,
    "offerId" BIGINT NOT NULL,
    "status" "HireStatus" NOT NULL,
    "attention" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "missingFields" "HireField"[] DEFAULT ARRAY[]::"HireField"[],
    "firstName" TEXT,
    "lastName" TEXT,
    "preferredName" TEXT,
    "personalEmail" TEXT,
    "phone" TEXT,
    "address" TEXT,
    "jobTitle" TEXT,
    "department" TEXT,
    "location" TEXT,
    "employmentType" TEXT,
    "managerName" TEXT,
    "startDate" TEXT,
    "greenhouseValues" JSONB NOT NULL DEFAULT '{}',
    "problems" JSONB NOT NULL DEFAULT '{}',
    "edits" JSONB NOT NULL DEFAULT '{}',
    "hiredOn" TEXT,
    "pendingSince" TIMESTAMPTZ(3),
    "searchText" TEXT NOT NULL DEFAULT '',
    "sortName" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NewHire_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "requiredFields" "HireField"[] DEFAULT ARRAY['firstName', 'lastName', 'personalEmail', 'jobTitle', 'startDate']::"HireField"[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "sessionVersion" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PartnerIntegration" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "provider" TEXT NOT NULL DEFAULT 'greenhouse',
    "status" "IntegrationStatus" NOT NULL DEFAULT 'not_connected',
    "apiVersion" "ApiVersion",
    "credentialSealed" TEXT,
    "credentialHint" TEXT,
    "permissions" JSONB NOT NULL DEFAULT '[]',
    "attentionCode" TEXT,
    "attentionMessage" TEXT,
    "attentionSince" TIMESTAMPTZ(3),
    "verifiedAt" TIMESTAMPTZ(3),
    "inviteFrom" DATE,
    "offersWatermark" TIMESTAMPTZ(3),
    "listingStartedAt" TIMESTAMPTZ(3),
    "listingNext" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PartnerIntegration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SyncSchedule" (
    "organizationId" UUID NOT NULL,
    "integrationId" UUID NOT NULL,
    "nextRunAt" TIMESTAMPTZ(3),

    CONSTRAINT "SyncSchedule_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "SyncRun" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "integrationId" UUID NOT NULL,
    "trigger" "SyncTrigger" NOT NULL,
    "status" "SyncStatus" NOT NULL DEFAULT 'queued',
    "requestedBy" TEXT,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "requests" INTEGER NOT NULL DEFAULT 0,
    "offersSeen" INTEGER NOT NULL DEFAULT 0,
    "candidatesFetched" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "invited" INTEGER NOT NULL DEFAULT 0,
    "withdrawn" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "rejections" JSONB NOT NULL DEFAULT '[]',
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "progressDone" INTEGER NOT NULL DEFAULT 0,
    "progressTotal" INTEGER,
    "leaseToken" UUID,
    "leaseUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SyncRun_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Offer_organizationId_applicationId_idx" ON "Offer"("organizationId", "applicationId");

-- CreateIndex
CREATE INDEX "AcceptedApplication_organizationId_nextCheckAt_idx" ON "AcceptedApplication"("organizationId", "nextCheckAt");

-- CreateIndex
CREATE INDEX "AuditEntry_organizationId_at_id_idx" ON "AuditEntry"("organizationId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "Invitation_organizationId_newHireId_createdAt_idx" ON "Invitation"("organizationId", "newHireId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_organizationId_id_key" ON "Invitation"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "NewHire_organizationId_id_key" ON "NewHire"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "NewHire_organizationId_applicationId_key" ON "NewHire"("organizationId", "applicationId");

-- CreateIndex
CREATE UNIQUE INDEX "Organization_name_key" ON "Organization"("name");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "User_organizationId_id_key" ON "User"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PartnerIntegration_organizationId_id_key" ON "PartnerIntegration"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PartnerIntegration_organizationId_provider_key" ON "PartnerIntegration"("organizationId", "provider");

-- CreateIndex
CREATE INDEX "SyncSchedule_nextRunAt_idx" ON "SyncSchedule"("nextRunAt");

-- CreateIndex
CREATE UNIQUE INDEX "SyncSchedule_organizationId_integrationId_key" ON "SyncSchedule"("organizationId", "integrationId");

-- CreateIndex
CREATE INDEX "SyncRun_organizationId_createdAt_id_idx" ON "SyncRun"("organizationId", "createdAt" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_organizationId_applicationId_fkey" FOREIGN KEY ("organizationId", "applicationId") REFERENCES "AcceptedApplication"("organizationId", "applicationId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AcceptedApplication" ADD CONSTRAINT "AcceptedApplication_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RejectedOffer" ADD CONSTRAINT "RejectedOffer_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_organizationId_newHireId_fkey" FOREIGN KEY ("organizationId", "newHireId") REFERENCES "NewHire"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NewHire" ADD CONSTRAINT "NewHire_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerIntegration" ADD CONSTRAINT "PartnerIntegration_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SyncSchedule" ADD CONSTRAINT "SyncSchedule_organizationId_integrationId_fkey" FOREIGN KEY ("organizationId", "integrationId") REFERENCES "PartnerIntegration"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SyncRun" ADD CONSTRAINT "SyncRun_organizationId_integrationId_fkey" FOREIGN KEY ("organizationId", "integrationId") REFERENCES "PartnerIntegration"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What follows is written by hand: Prisma's schema cannot express it.

-- One run per organization is queued or running.
CREATE UNIQUE INDEX "SyncRun_one_active" ON "SyncRun"("organizationId") WHERE "status" IN ('queued', 'running');

-- One automatic invitation per hire, ever; and one link that works.
CREATE UNIQUE INDEX "Invitation_one_automatic" ON "Invitation"("organizationId", "newHireId") WHERE "trigger" = 'automatic';
CREATE UNIQUE INDEX "Invitation_one_open" ON "Invitation"("organizationId", "newHireId") WHERE "status" IN ('queued', 'sent');
CREATE INDEX "Invitation_expiring" ON "Invitation"("expiresAt") WHERE "status" = 'sent';

-- The list: a tab in the order of a column, hires without the value last, then by id (keyset paging).
CREATE INDEX "NewHire_by_start" ON "NewHire"("organizationId", "status", (coalesce("startDate", '9999-12-31')), "id");
CREATE INDEX "NewHire_by_name" ON "NewHire"("organizationId", "status", (coalesce("sortName", U&'\FFFF')) COLLATE "C", "id");
CREATE INDEX "NewHire_by_update" ON "NewHire"("organizationId", "status", "updatedAt", "id");
CREATE INDEX "NewHire_by_creation" ON "NewHire"("organizationId", "status", "createdAt", "id");

CREATE INDEX "NewHire_attention" ON "NewHire"("organizationId") WHERE "attention" <> '{}';

-- Search by any part of name, e-mail or job; tenant and text in one index.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE INDEX "NewHire_search" ON "NewHire" USING gin ("organizationId", "searchText" gin_trgm_ops);

-- What the application's role may do. The roles themselves are made before the migrations (prisma/owner.ts).

GRANT USAGE ON SCHEMA public TO emptrust_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO emptrust_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO emptrust_app;
REVOKE ALL ON "_prisma_migrations" FROM emptrust_app;
-- What was done stays done: the application can add to the log and read it, nothing else.
REVOKE UPDATE, DELETE, TRUNCATE ON "AuditEntry" FROM emptrust_app;

-- Row-level security, forced: also the tables' owner is held to it unless it is a superuser.
CREATE FUNCTION current_organization() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.organization_id', true), '')::uuid $$;

ALTER TABLE "Organization" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Organization" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Organization" USING ("id" = (SELECT current_organization())) WITH CHECK ("id" = (SELECT current_organization()));

DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['User', 'PartnerIntegration', 'SyncSchedule', 'SyncRun', 'Offer', 'AcceptedApplication', 'RejectedOffer', 'NewHire', 'Invitation', 'AuditEntry']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY tenant ON %I USING ("organizationId" = (SELECT current_organization())) WITH CHECK ("organizationId" = (SELECT current_organization()))', tenant_table);
  END LOOP;
END
$$;

-- Lookups before the organization is known: each shows the one row whose secret or unique name is given, for reading only.
CREATE POLICY lookup_email ON "User" FOR SELECT USING ("email" = nullif(current_setting('app.lookup_email', true), ''));
CREATE POLICY lookup_token ON "Invitation" FOR SELECT USING ("tokenHash" = decode(nullif(current_setting('app.lookup_token_hash', true), ''), 'hex'));
CREATE POLICY lookup_name ON "Organization" FOR SELECT USING ("name" = nullif(current_setting('app.lookup_organization_name', true), ''));
CREATE POLICY lookup_directory ON "Organization" FOR SELECT USING (current_setting('app.lookup_directory', true) = 'on');
CREATE POLICY lookup_due_syncs ON "SyncSchedule" FOR SELECT USING (current_setting('app.lookup_due_syncs', true) = 'on');
