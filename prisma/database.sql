-- The database as the migrations make it: tables with their generated columns, indexes, functions, triggers,
-- policies, grants and roles. Written by `npm run db:schema`; a test holds it equal to what the migrations make.
-- The queue's tables (schema pgboss) belong to pg-boss and are not listed.

-- Roles

CREATE ROLE emptrust_app NOLOGIN;
CREATE ROLE emptrust_audit NOLOGIN;
CREATE ROLE emptrust_backup NOLOGIN;
CREATE ROLE emptrust_figures NOLOGIN;
CREATE ROLE emptrust_search NOLOGIN;

-- Extensions

CREATE EXTENSION btree_gin;
CREATE EXTENSION pg_trgm;

-- Types

CREATE TYPE "ApiVersion" AS ENUM (
  'v1',
  'v3'
);
CREATE TYPE "BulkActionKind" AS ENUM (
  'send',
  'set_field',
  'exclude',
  'include'
);
CREATE TYPE "BulkActionStatus" AS ENUM (
  'queued',
  'running',
  'succeeded',
  'cancelled',
  'failed'
);
CREATE TYPE "BulkOutcome" AS ENUM (
  'ok',
  'skipped',
  'failed'
);
CREATE TYPE "ChangeSource" AS ENUM (
  'greenhouse',
  'hr'
);
CREATE TYPE "CustomFieldSource" AS ENUM (
  'candidate',
  'offer',
  'application',
  'job',
  'opening'
);
CREATE TYPE "DuplicateDecision" AS ENUM (
  'send_anyway',
  'keep_separate'
);
CREATE TYPE "Gone" AS ENUM (
  'person',
  'application'
);
CREATE TYPE "GreenhouseGrant" AS ENUM (
  'key',
  'client_credentials',
  'authorization_code'
);
CREATE TYPE "HireEventKind" AS ENUM (
  'synced',
  'delivered',
  'opened',
  'bounced',
  'note',
  'suspended',
  'resumed',
  'erased_there',
  'noted_there'
);
CREATE TYPE "HireField" AS ENUM (
  'firstName',
  'lastName',
  'preferredName',
  'personalEmail',
  'phone',
  'address',
  'jobTitle',
  'department',
  'location',
  'employmentType',
  'managerName',
  'startDate'
);
CREATE TYPE "HireStatus" AS ENUM (
  'pending',
  'on_hold',
  'invited',
  'started',
  'withdrawn',
  'excluded'
);
CREATE TYPE "IncompleteHireEmails" AS ENUM (
  'each',
  'daily',
  'none'
);
CREATE TYPE "IntegrationStatus" AS ENUM (
  'not_connected',
  'connected',
  'needs_attention',
  'paused'
);
CREATE TYPE "InvitationStatus" AS ENUM (
  'queued',
  'sent',
  'failed',
  'accepted',
  'expired',
  'replaced',
  'revoked'
);
CREATE TYPE "InvitationTrigger" AS ENUM (
  'automatic',
  'resend',
  'reminder'
);
CREATE TYPE "NoticeCode" AS ENUM (
  'credential_revoked',
  'sync_failing',
  'invitations_failing',
  'starts_soon_pending',
  'clock_skew',
  'hires_suspended'
);
CREATE TYPE "OfferStatus" AS ENUM (
  'unresolved',
  'accepted',
  'rejected',
  'deprecated'
);
CREATE TYPE "PlanMode" AS ENUM (
  'at_once',
  'on_date',
  'by_hand'
);
CREATE TYPE "ReferenceKind" AS ENUM (
  'job',
  'department',
  'office',
  'job_managers',
  'user'
);
CREATE TYPE "Role" AS ENUM (
  'admin',
  'hr',
  'viewer'
);
CREATE TYPE "SettingName" AS ENUM (
  'required_fields',
  'field_mapping',
  'import_rules',
  'packages',
  'sync',
  'invitations',
  'sessions',
  'retention',
  'second_factor',
  'branding',
  'greenhouse',
  'own_fields',
  'compensation'
);
CREATE TYPE "SignInMethod" AS ENUM (
  'password',
  'passkey',
  'sso'
);
CREATE TYPE "SyncStatus" AS ENUM (
  'queued',
  'running',
  'succeeded',
  'failed'
);
CREATE TYPE "SyncTrigger" AS ENUM (
  'schedule',
  'manual',
  'webhook',
  'connect',
  'preview'
);

-- Tables

CREATE TABLE "AcceptedApplication" (
  "organizationId" uuid NOT NULL,
  "applicationId" bigint NOT NULL,
  "candidateId" bigint NOT NULL,
  hired boolean NOT NULL DEFAULT false,
  "firstSeenAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "lastCheckedAt" timestamp(3) with time zone,
  "nextCheckAt" timestamp(3) with time zone,
  "readAt" timestamp(3) with time zone,
  "applicationUpdatedAt" timestamp(3) with time zone,
  "hiredByOffer" boolean NOT NULL DEFAULT true,
  "announcedGone" "Gone",
  announcements integer NOT NULL DEFAULT 0,
  CONSTRAINT "AcceptedApplication_pkey" PRIMARY KEY ("organizationId", "applicationId"),
  CONSTRAINT "AcceptedApplication_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "AcceptedApplication" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "AcceptedApplication" FORCE ROW LEVEL SECURITY;

CREATE TABLE "Account" (
  id uuid NOT NULL,
  email text NOT NULL,
  "passwordHash" text,
  version integer NOT NULL DEFAULT 1,
  "resetTokenHash" bytea,
  "resetExpiresAt" timestamp(3) with time zone,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "Account_pkey" PRIMARY KEY (id)
);
ALTER TABLE "Account" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Account" FORCE ROW LEVEL SECURITY;

CREATE TABLE "AuditEntry" (
  id uuid NOT NULL,
  "organizationId" uuid NOT NULL,
  at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "actorId" uuid,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  changes jsonb NOT NULL DEFAULT '{}'::jsonb,
  "erasedAt" timestamp(3) with time zone,
  sequence bigint,
  salt bytea,
  digest bytea,
  hash bytea,
  CONSTRAINT "AuditEntry_pkey" PRIMARY KEY (id),
  CONSTRAINT "AuditEntry_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "AuditEntry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "AuditEntry" FORCE ROW LEVEL SECURITY;

CREATE TABLE "AuditStream" (
  "organizationId" uuid NOT NULL,
  sequence bigint NOT NULL DEFAULT 0,
  CONSTRAINT "AuditStream_pkey" PRIMARY KEY ("organizationId"),
  CONSTRAINT "AuditStream_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "AuditStream" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "AuditStream" FORCE ROW LEVEL SECURITY;

CREATE TABLE "BulkAction" (
  id uuid NOT NULL,
  "organizationId" uuid NOT NULL,
  action "BulkActionKind" NOT NULL,
  field "HireField",
  value text,
  filter jsonb,
  status "BulkActionStatus" NOT NULL DEFAULT 'queued'::"BulkActionStatus",
  "requestedById" uuid NOT NULL,
  "requestedBy" text NOT NULL,
  total integer,
  ok integer NOT NULL DEFAULT 0,
  skipped integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "finishedAt" timestamp(3) with time zone,
  reasons jsonb NOT NULL DEFAULT '{}'::jsonb,
  "undoesId" uuid,
  "ownField" text,
  CONSTRAINT "BulkAction_pkey" PRIMARY KEY (id),
  CONSTRAINT "BulkAction_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "BulkAction" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "BulkAction" FORCE ROW LEVEL SECURITY;

CREATE TABLE "BulkActionRow" (
  "organizationId" uuid NOT NULL,
  "bulkActionId" uuid NOT NULL,
  "newHireId" uuid NOT NULL,
  outcome "BulkOutcome",
  code text,
  "changeId" uuid,
  CONSTRAINT "BulkActionRow_pkey" PRIMARY KEY ("organizationId", "bulkActionId", "newHireId"),
  CONSTRAINT "BulkActionRow_organizationId_bulkActionId_fkey" FOREIGN KEY ("organizationId", "bulkActionId") REFERENCES "BulkAction"("organizationId", id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT "BulkActionRow_organizationId_newHireId_fkey" FOREIGN KEY ("organizationId", "newHireId") REFERENCES "NewHire"("organizationId", id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "BulkActionRow" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "BulkActionRow" FORCE ROW LEVEL SECURITY;

CREATE TABLE "Compensation" (
  "organizationId" uuid NOT NULL,
  id uuid NOT NULL,
  "applicationId" bigint NOT NULL,
  "offerId" bigint NOT NULL,
  "valuesSealed" text NOT NULL,
  CONSTRAINT "Compensation_pkey" PRIMARY KEY ("organizationId", id),
  CONSTRAINT "Compensation_organizationId_applicationId_fkey" FOREIGN KEY ("organizationId", "applicationId") REFERENCES "AcceptedApplication"("organizationId", "applicationId") ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "Compensation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Compensation" FORCE ROW LEVEL SECURITY;

CREATE TABLE "CustomField" (
  "organizationId" uuid NOT NULL,
  source "CustomFieldSource" NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  seen integer NOT NULL DEFAULT 0,
  CONSTRAINT "CustomField_pkey" PRIMARY KEY ("organizationId", source, key),
  CONSTRAINT "CustomField_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "CustomField" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "CustomField" FORCE ROW LEVEL SECURITY;

CREATE TABLE "DashboardSum" (
  id bigint NOT NULL DEFAULT nextval('"DashboardSum_id_seq"'::regclass),
  "organizationId" uuid NOT NULL,
  figure text NOT NULL,
  part text NOT NULL,
  at integer NOT NULL,
  count integer NOT NULL,
  "isFolded" boolean NOT NULL DEFAULT false,
  CONSTRAINT "DashboardSum_pkey" PRIMARY KEY (id)
);
ALTER TABLE "DashboardSum" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "DashboardSum" FORCE ROW LEVEL SECURITY;

CREATE TABLE "ErasedApplication" (
  "organizationId" uuid NOT NULL,
  "applicationId" bigint NOT NULL,
  at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "ErasedApplication_pkey" PRIMARY KEY ("organizationId", "applicationId"),
  CONSTRAINT "ErasedApplication_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "ErasedApplication" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ErasedApplication" FORCE ROW LEVEL SECURITY;

CREATE TABLE "FactorChallenge" (
  hash bytea NOT NULL,
  "expiresAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "FactorChallenge_pkey" PRIMARY KEY (hash)
);

CREATE TABLE "GreenhouseApproval" (
  id uuid NOT NULL,
  "organizationId" uuid NOT NULL,
  "userId" uuid NOT NULL,
  "stateHash" bytea NOT NULL,
  "verifierSealed" text NOT NULL,
  "inviteFrom" date,
  "expiresAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "GreenhouseApproval_pkey" PRIMARY KEY (id),
  CONSTRAINT "GreenhouseApproval_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "GreenhouseApproval" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "GreenhouseApproval" FORCE ROW LEVEL SECURITY;

CREATE TABLE "GreenhouseReference" (
  "organizationId" uuid NOT NULL,
  kind "ReferenceKind" NOT NULL,
  id bigint NOT NULL,
  value jsonb NOT NULL,
  "readAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "GreenhouseReference_pkey" PRIMARY KEY ("organizationId", kind, id),
  CONSTRAINT "GreenhouseReference_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "GreenhouseReference" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "GreenhouseReference" FORCE ROW LEVEL SECURITY;

CREATE TABLE "GreenhouseToken" (
  "organizationId" uuid NOT NULL,
  "integrationId" uuid NOT NULL,
  "accessSealed" text NOT NULL,
  "expiresAt" timestamp(3) with time zone NOT NULL,
  "refreshSealed" text,
  "refreshBefore" timestamp(3) with time zone,
  "renewedAt" timestamp(3) with time zone NOT NULL,
  "refreshLostAt" timestamp(3) with time zone,
  CONSTRAINT "GreenhouseToken_pkey" PRIMARY KEY ("organizationId", "integrationId"),
  CONSTRAINT "GreenhouseToken_organizationId_integrationId_fkey" FOREIGN KEY ("organizationId", "integrationId") REFERENCES "PartnerIntegration"("organizationId", id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "GreenhouseToken" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "GreenhouseToken" FORCE ROW LEVEL SECURITY;

CREATE TABLE "GreenhouseTokenRenewal" (
  "organizationId" uuid NOT NULL,
  "integrationId" uuid NOT NULL,
  "claimId" uuid NOT NULL,
  until timestamp(3) with time zone NOT NULL,
  CONSTRAINT "GreenhouseTokenRenewal_pkey" PRIMARY KEY ("organizationId", "integrationId"),
  CONSTRAINT "GreenhouseTokenRenewal_organizationId_integrationId_fkey" FOREIGN KEY ("organizationId", "integrationId") REFERENCES "PartnerIntegration"("organizationId", id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "GreenhouseTokenRenewal" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "GreenhouseTokenRenewal" FORCE ROW LEVEL SECURITY;

CREATE TABLE "GreenhouseWebhook" (
  "organizationId" uuid NOT NULL,
  "integrationId" uuid NOT NULL,
  "secretSealed" text NOT NULL,
  "lastDeliveryAt" timestamp(3) with time zone,
  "lastHintAt" timestamp(3) with time zone,
  CONSTRAINT "GreenhouseWebhook_pkey" PRIMARY KEY ("organizationId", "integrationId"),
  CONSTRAINT "GreenhouseWebhook_organizationId_integrationId_fkey" FOREIGN KEY ("organizationId", "integrationId") REFERENCES "PartnerIntegration"("organizationId", id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "GreenhouseWebhook" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "GreenhouseWebhook" FORCE ROW LEVEL SECURITY;

CREATE TABLE "HireAlert" (
  "organizationId" uuid NOT NULL,
  "newHireId" uuid NOT NULL,
  "userId" uuid NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  "settledAt" timestamp(3) with time zone,
  CONSTRAINT "HireAlert_pkey" PRIMARY KEY ("organizationId", "newHireId", "userId"),
  CONSTRAINT "HireAlert_organizationId_newHireId_fkey" FOREIGN KEY ("organizationId", "newHireId") REFERENCES "NewHire"("organizationId", id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT "HireAlert_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "HireAlert" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "HireAlert" FORCE ROW LEVEL SECURITY;

CREATE TABLE "HireEvent" (
  id uuid NOT NULL,
  "organizationId" uuid NOT NULL,
  "newHireId" uuid NOT NULL,
  "invitationId" uuid,
  kind "HireEventKind" NOT NULL,
  detail text,
  "providerEventId" text,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT "HireEvent_pkey" PRIMARY KEY (id),
  CONSTRAINT "HireEvent_organizationId_newHireId_fkey" FOREIGN KEY ("organizationId", "newHireId") REFERENCES "NewHire"("organizationId", id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "HireEvent" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "HireEvent" FORCE ROW LEVEL SECURITY;

CREATE TABLE "Invitation" (
  id uuid NOT NULL,
  "organizationId" uuid NOT NULL,
  "newHireId" uuid NOT NULL,
  status "InvitationStatus" NOT NULL DEFAULT 'queued'::"InvitationStatus",
  trigger "InvitationTrigger" NOT NULL,
  "sentTo" text NOT NULL,
  "tokenHash" bytea NOT NULL,
  "tokenKeyId" text NOT NULL,
  "requestedBy" text,
  "leaseUntil" timestamp(3) with time zone,
  attempts integer NOT NULL DEFAULT 0,
  "lastError" text,
  "expiresAt" timestamp(3) with time zone NOT NULL,
  "sentAt" timestamp(3) with time zone,
  "acceptedAt" timestamp(3) with time zone,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "endedAt" timestamp(3) with time zone,
  "serverTrouble" boolean NOT NULL DEFAULT false,
  "failedAt" timestamp(3) with time zone,
  "leaseToken" uuid,
  "queuePlace" integer NOT NULL DEFAULT 0,
  reminders integer NOT NULL DEFAULT 0,
  CONSTRAINT "Invitation_pkey" PRIMARY KEY (id),
  CONSTRAINT "Invitation_organizationId_newHireId_fkey" FOREIGN KEY ("organizationId", "newHireId") REFERENCES "NewHire"("organizationId", id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Invitation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Invitation" FORCE ROW LEVEL SECURITY;

CREATE TABLE "KnownRejection" (
  "organizationId" uuid NOT NULL,
  kind text NOT NULL,
  "recordId" text NOT NULL,
  reason text NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT "KnownRejection_pkey" PRIMARY KEY ("organizationId", kind, "recordId"),
  CONSTRAINT "KnownRejection_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "KnownRejection" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "KnownRejection" FORCE ROW LEVEL SECURITY;

CREATE TABLE "ListLayout" (
  "organizationId" uuid NOT NULL,
  "userId" uuid NOT NULL,
  columns text[],
  widths jsonb NOT NULL DEFAULT '{}'::jsonb,
  compact boolean NOT NULL DEFAULT false,
  CONSTRAINT "ListLayout_pkey" PRIMARY KEY ("organizationId", "userId"),
  CONSTRAINT "ListLayout_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "ListLayout_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "ListLayout" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ListLayout" FORCE ROW LEVEL SECURITY;

CREATE TABLE "NewHire" (
  id uuid NOT NULL,
  "organizationId" uuid NOT NULL,
  "applicationId" bigint NOT NULL,
  "candidateId" bigint NOT NULL,
  "offerId" bigint,
  status "HireStatus" NOT NULL,
  attention text[] DEFAULT ARRAY[]::text[],
  "missingFields" "HireField"[] DEFAULT ARRAY[]::"HireField"[],
  "firstName" text,
  "lastName" text,
  "preferredName" text,
  "personalEmail" text,
  phone text,
  address text,
  "jobTitle" text,
  department text,
  location text,
  "employmentType" text,
  "managerName" text,
  "startDate" text,
  "greenhouseValues" jsonb NOT NULL DEFAULT '{}'::jsonb,
  problems jsonb NOT NULL DEFAULT '{}'::jsonb,
  edits jsonb NOT NULL DEFAULT '{}'::jsonb,
  "hiredOn" text,
  "pendingSince" timestamp(3) with time zone,
  "searchText" text NOT NULL DEFAULT ''::text,
  "sortName" text,
  version integer NOT NULL DEFAULT 1,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "duplicateDecision" "DuplicateDecision",
  "planDate" text,
  "planMode" "PlanMode",
  "sendOn" text,
  "changedBy" "ChangeSource" NOT NULL DEFAULT 'greenhouse'::"ChangeSource",
  "includedByHr" boolean NOT NULL DEFAULT false,
  "startKey" integer GENERATED ALWAYS AS (
CASE
    WHEN ("startDate" IS NULL) THEN 99991231
    ELSE (replace("startDate", '-'::text, ''::text))::integer
END) STORED,
  "nameKey" bytea GENERATED ALWAYS AS (
CASE
    WHEN ("sortName" IS NULL) THEN '\xff'::bytea
    ELSE (replace("sortName", '\'::text, '\\'::text))::bytea
END) STORED,
  "addressKey" text GENERATED ALWAYS AS (lower("personalEmail")) STORED,
  tab text GENERATED ALWAYS AS (
CASE status
    WHEN 'pending'::"HireStatus" THEN 'pending'::text
    WHEN 'on_hold'::"HireStatus" THEN 'on_hold'::text
    WHEN 'invited'::"HireStatus" THEN 'invited'::text
    WHEN 'started'::"HireStatus" THEN 'started'::text
    WHEN 'withdrawn'::"HireStatus" THEN 'withdrawn'::text
    ELSE 'excluded'::text
END) STORED,
  "statusSince" timestamp(3) with time zone,
  "keptByHr" boolean NOT NULL DEFAULT false,
  "statusBefore" "HireStatus",
  "suspendedAt" timestamp(3) with time zone,
  "suspendedUntil" timestamp(3) with time zone,
  "eraseAt" timestamp(3) with time zone,
  "erasedThereAt" timestamp(3) with time zone,
  "missingOwn" text[] DEFAULT ARRAY[]::text[],
  "ownValues" jsonb NOT NULL DEFAULT '{}'::jsonb,
  CONSTRAINT "NewHire_pkey" PRIMARY KEY (id),
  CONSTRAINT "NewHire_by_hand" CHECK (((("applicationId" < 0) = ("candidateId" < 0)) AND (("applicationId" > 0) OR ("offerId" IS NULL)))),
  CONSTRAINT "NewHire_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "NewHire" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "NewHire" FORCE ROW LEVEL SECURITY;

CREATE TABLE "NewHireCount" (
  id bigint NOT NULL DEFAULT nextval('"NewHireCount_id_seq"'::regclass),
  "organizationId" uuid NOT NULL,
  key text NOT NULL,
  count integer NOT NULL,
  CONSTRAINT "NewHireCount_pkey" PRIMARY KEY (id)
);
ALTER TABLE "NewHireCount" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "NewHireCount" FORCE ROW LEVEL SECURITY;

CREATE TABLE "Notice" (
  id uuid NOT NULL,
  "organizationId" uuid NOT NULL,
  code "NoticeCode" NOT NULL,
  count integer,
  "openedAt" timestamp(3) with time zone NOT NULL,
  "closedAt" timestamp(3) with time zone,
  "mailedAt" timestamp(3) with time zone,
  CONSTRAINT "Notice_pkey" PRIMARY KEY (id),
  CONSTRAINT "Notice_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "Notice" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Notice" FORCE ROW LEVEL SECURITY;

CREATE TABLE "NoticeMute" (
  "organizationId" uuid NOT NULL,
  "noticeId" uuid NOT NULL,
  "userId" uuid NOT NULL,
  at timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "NoticeMute_pkey" PRIMARY KEY ("organizationId", "noticeId", "userId"),
  CONSTRAINT "NoticeMute_organizationId_noticeId_fkey" FOREIGN KEY ("organizationId", "noticeId") REFERENCES "Notice"("organizationId", id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT "NoticeMute_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "NoticeMute" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "NoticeMute" FORCE ROW LEVEL SECURITY;

CREATE TABLE "Offer" (
  "organizationId" uuid NOT NULL,
  id bigint NOT NULL,
  "applicationId" bigint NOT NULL,
  "candidateId" bigint NOT NULL,
  version integer NOT NULL,
  status "OfferStatus" NOT NULL,
  "startsOn" text,
  "resolvedAt" timestamp(3) with time zone,
  "greenhouseUpdatedAt" timestamp(3) with time zone NOT NULL,
  "customValues" jsonb NOT NULL DEFAULT '{}'::jsonb,
  CONSTRAINT "Offer_pkey" PRIMARY KEY ("organizationId", id),
  CONSTRAINT "Offer_organizationId_applicationId_fkey" FOREIGN KEY ("organizationId", "applicationId") REFERENCES "AcceptedApplication"("organizationId", "applicationId") ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "Offer" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Offer" FORCE ROW LEVEL SECURITY;

CREATE TABLE "Organization" (
  id uuid NOT NULL,
  name text NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "mailHeldSince" timestamp(3) with time zone,
  CONSTRAINT "Organization_pkey" PRIMARY KEY (id)
);
ALTER TABLE "Organization" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Organization" FORCE ROW LEVEL SECURITY;

CREATE TABLE "OrganizationLogo" (
  "organizationId" uuid NOT NULL,
  id text NOT NULL,
  png bytea NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "OrganizationLogo_pkey" PRIMARY KEY ("organizationId", id),
  CONSTRAINT "OrganizationLogo_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "OrganizationLogo" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OrganizationLogo" FORCE ROW LEVEL SECURITY;

CREATE TABLE "OrganizationSetting" (
  "organizationId" uuid NOT NULL,
  name "SettingName" NOT NULL,
  value jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  "updatedBy" text NOT NULL,
  "updatedAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "OrganizationSetting_pkey" PRIMARY KEY ("organizationId", name),
  CONSTRAINT "OrganizationSetting_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "OrganizationSetting" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OrganizationSetting" FORCE ROW LEVEL SECURITY;

CREATE TABLE "PartnerIntegration" (
  id uuid NOT NULL,
  "organizationId" uuid NOT NULL,
  provider text NOT NULL DEFAULT 'greenhouse'::text,
  status "IntegrationStatus" NOT NULL DEFAULT 'not_connected'::"IntegrationStatus",
  "apiVersion" "ApiVersion",
  "credentialSealed" text,
  "credentialHint" text,
  permissions jsonb NOT NULL DEFAULT '[]'::jsonb,
  "attentionCode" text,
  "attentionMessage" text,
  "attentionSince" timestamp(3) with time zone,
  "verifiedAt" timestamp(3) with time zone,
  "inviteFrom" date,
  "offersWatermark" timestamp(3) with time zone,
  "listingStartedAt" timestamp(3) with time zone,
  "listingNext" text,
  version integer NOT NULL DEFAULT 1,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL,
  "formerKeySealed" text,
  "grant" "GreenhouseGrant",
  "seesNothing" boolean NOT NULL DEFAULT false,
  "clockSkewSeconds" integer NOT NULL DEFAULT 0,
  "comparedAt" timestamp(3) with time zone,
  "hiredComparedAt" timestamp(3) with time zone,
  "hiredNext" text,
  "hiredStartedAt" timestamp(3) with time zone,
  "hiredWatermark" timestamp(3) with time zone,
  "webhooksCheckedAt" timestamp(3) with time zone,
  "webhooksManaged" integer NOT NULL DEFAULT 0,
  CONSTRAINT "PartnerIntegration_pkey" PRIMARY KEY (id),
  CONSTRAINT "PartnerIntegration_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "PartnerIntegration" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "PartnerIntegration" FORCE ROW LEVEL SECURITY;

CREATE TABLE "Passkey" (
  id uuid NOT NULL,
  "accountId" uuid NOT NULL,
  "credentialId" text NOT NULL,
  "publicKey" bytea NOT NULL,
  counter bigint NOT NULL DEFAULT 0,
  transports text[],
  name text NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "lastUsedAt" timestamp(3) with time zone,
  CONSTRAINT "Passkey_pkey" PRIMARY KEY (id),
  CONSTRAINT "Passkey_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "Passkey" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Passkey" FORCE ROW LEVEL SECURITY;

CREATE TABLE "ProviderEventCount" (
  provider text NOT NULL,
  kind text NOT NULL,
  count integer NOT NULL,
  CONSTRAINT "ProviderEventCount_pkey" PRIMARY KEY (provider, kind)
);

CREATE TABLE "RateLimit" (
  key text NOT NULL,
  points integer NOT NULL DEFAULT 0,
  expire timestamp(3) with time zone,
  CONSTRAINT "RateLimit_pkey" PRIMARY KEY (key)
);

CREATE TABLE "RecoveryCode" (
  "accountId" uuid NOT NULL,
  hash bytea NOT NULL,
  "usedAt" timestamp(3) with time zone,
  CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("accountId", hash),
  CONSTRAINT "RecoveryCode_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "RecoveryCode" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "RecoveryCode" FORCE ROW LEVEL SECURITY;

CREATE TABLE "RejectedOffer" (
  "organizationId" uuid NOT NULL,
  id text NOT NULL,
  "changedAt" timestamp(3) with time zone,
  attempts integer NOT NULL DEFAULT 1,
  "lastSeenAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "RejectedOffer_pkey" PRIMARY KEY ("organizationId", id),
  CONSTRAINT "RejectedOffer_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "RejectedOffer" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "RejectedOffer" FORCE ROW LEVEL SECURITY;

CREATE TABLE "RememberedDevice" (
  id uuid NOT NULL,
  "accountId" uuid NOT NULL,
  "tokenHash" bytea NOT NULL,
  browser text,
  system text,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "lastUsedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expiresAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "RememberedDevice_pkey" PRIMARY KEY (id),
  CONSTRAINT "RememberedDevice_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "RememberedDevice" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "RememberedDevice" FORCE ROW LEVEL SECURITY;

CREATE TABLE "SavedView" (
  id uuid NOT NULL,
  "organizationId" uuid NOT NULL,
  "userId" uuid NOT NULL,
  name text NOT NULL,
  query text NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "sharedAt" timestamp(3) with time zone,
  CONSTRAINT "SavedView_pkey" PRIMARY KEY (id),
  CONSTRAINT "SavedView_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "SavedView_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "SavedView" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SavedView" FORCE ROW LEVEL SECURITY;

CREATE TABLE "Session" (
  id uuid NOT NULL,
  "organizationId" uuid NOT NULL,
  "userId" uuid NOT NULL,
  browser text,
  system text,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "lastSeenAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "accountId" uuid NOT NULL,
  "authenticatedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  method "SignInMethod" NOT NULL DEFAULT 'password'::"SignInMethod",
  "secondFactorAt" timestamp(3) with time zone,
  CONSTRAINT "Session_pkey" PRIMARY KEY (id),
  CONSTRAINT "Session_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT "Session_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "Session" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Session" FORCE ROW LEVEL SECURITY;

CREATE TABLE "SsoConnection" (
  "organizationId" uuid NOT NULL,
  issuer text NOT NULL,
  "clientId" text NOT NULL,
  "clientSecretSealed" text NOT NULL,
  "defaultRole" "Role" NOT NULL DEFAULT 'viewer'::"Role",
  enforced boolean NOT NULL DEFAULT false,
  "configuredAt" timestamp(3) with time zone NOT NULL,
  "updatedBy" text NOT NULL,
  "updatedAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "SsoConnection_pkey" PRIMARY KEY ("organizationId"),
  CONSTRAINT "SsoConnection_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "SsoConnection" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SsoConnection" FORCE ROW LEVEL SECURITY;

CREATE TABLE "SsoDomain" (
  id uuid NOT NULL,
  "organizationId" uuid NOT NULL,
  domain text NOT NULL,
  token text NOT NULL,
  "verifiedAt" timestamp(3) with time zone,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "SsoDomain_pkey" PRIMARY KEY (id),
  CONSTRAINT "SsoDomain_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "SsoDomain" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SsoDomain" FORCE ROW LEVEL SECURITY;

CREATE TABLE "SsoIdentity" (
  "organizationId" uuid NOT NULL,
  issuer text NOT NULL,
  subject text NOT NULL,
  "userId" uuid NOT NULL,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "lastUsedAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "SsoIdentity_pkey" PRIMARY KEY ("organizationId", issuer, subject),
  CONSTRAINT "SsoIdentity_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "SsoIdentity" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SsoIdentity" FORCE ROW LEVEL SECURITY;

CREATE TABLE "SsoLogin" (
  id uuid NOT NULL,
  "organizationId" uuid NOT NULL,
  "stateHash" bytea NOT NULL,
  "browserHash" bytea NOT NULL,
  next text NOT NULL,
  "expiresAt" timestamp(3) with time zone NOT NULL,
  CONSTRAINT "SsoLogin_pkey" PRIMARY KEY (id),
  CONSTRAINT "SsoLogin_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "SsoLogin" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SsoLogin" FORCE ROW LEVEL SECURITY;

CREATE TABLE "SyncRun" (
  id uuid NOT NULL,
  "organizationId" uuid NOT NULL,
  "integrationId" uuid NOT NULL,
  trigger "SyncTrigger" NOT NULL,
  status "SyncStatus" NOT NULL DEFAULT 'queued'::"SyncStatus",
  "requestedBy" text,
  "startedAt" timestamp(3) with time zone,
  "finishedAt" timestamp(3) with time zone,
  requests integer NOT NULL DEFAULT 0,
  "offersSeen" integer NOT NULL DEFAULT 0,
  "candidatesFetched" integer NOT NULL DEFAULT 0,
  added integer NOT NULL DEFAULT 0,
  updated integer NOT NULL DEFAULT 0,
  unchanged integer NOT NULL DEFAULT 0,
  invited integer NOT NULL DEFAULT 0,
  withdrawn integer NOT NULL DEFAULT 0,
  rejected integer NOT NULL DEFAULT 0,
  rejections jsonb NOT NULL DEFAULT '[]'::jsonb,
  "errorCode" text,
  "errorMessage" text,
  "progressDone" integer NOT NULL DEFAULT 0,
  "progressTotal" integer,
  "leaseToken" uuid,
  "leaseUntil" timestamp(3) with time zone,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  preview jsonb,
  quiet boolean NOT NULL DEFAULT false,
  CONSTRAINT "SyncRun_pkey" PRIMARY KEY (id),
  CONSTRAINT "SyncRun_organizationId_integrationId_fkey" FOREIGN KEY ("organizationId", "integrationId") REFERENCES "PartnerIntegration"("organizationId", id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "SyncRun" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SyncRun" FORCE ROW LEVEL SECURITY;

CREATE TABLE "SyncSchedule" (
  "organizationId" uuid NOT NULL,
  "integrationId" uuid NOT NULL,
  "nextRunAt" timestamp(3) with time zone,
  CONSTRAINT "SyncSchedule_pkey" PRIMARY KEY ("organizationId", "integrationId"),
  CONSTRAINT "SyncSchedule_organizationId_integrationId_fkey" FOREIGN KEY ("organizationId", "integrationId") REFERENCES "PartnerIntegration"("organizationId", id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "SyncSchedule" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SyncSchedule" FORCE ROW LEVEL SECURITY;

CREATE TABLE "TotpFactor" (
  id uuid NOT NULL,
  "accountId" uuid NOT NULL,
  "secretSealed" text NOT NULL,
  "confirmedAt" timestamp(3) with time zone,
  "lastStep" integer,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "TotpFactor_pkey" PRIMARY KEY (id),
  CONSTRAINT "TotpFactor_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE CASCADE
);
ALTER TABLE "TotpFactor" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "TotpFactor" FORCE ROW LEVEL SECURITY;

CREATE TABLE "User" (
  id uuid NOT NULL,
  "organizationId" uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  role "Role" NOT NULL,
  "passwordHash" text,
  "sessionVersion" integer NOT NULL DEFAULT 1,
  "createdAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamp(3) with time zone NOT NULL,
  "joinExpiresAt" timestamp(3) with time zone,
  "joinTokenHash" bytea,
  "accountId" uuid,
  "lastEnteredAt" timestamp(3) with time zone,
  "breakGlass" boolean NOT NULL DEFAULT false,
  "timeZone" text,
  "setupHidden" boolean NOT NULL DEFAULT false,
  "digestedAt" timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "incompleteHireEmails" "IncompleteHireEmails" NOT NULL DEFAULT 'none'::"IncompleteHireEmails",
  "weeklyDigest" boolean NOT NULL DEFAULT false,
  "noticeEmails" boolean NOT NULL DEFAULT true,
  CONSTRAINT "User_pkey" PRIMARY KEY (id),
  CONSTRAINT "User_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT "User_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
ALTER TABLE "User" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "User" FORCE ROW LEVEL SECURITY;


-- Sequences

CREATE SEQUENCE "DashboardSum_id_seq";
CREATE SEQUENCE "NewHireCount_id_seq";

-- Indexes

CREATE INDEX "AcceptedApplication_organizationId_nextCheckAt_idx" ON "AcceptedApplication" USING btree ("organizationId", "nextCheckAt");
CREATE UNIQUE INDEX "Account_email_key" ON "Account" USING btree (email);
CREATE UNIQUE INDEX "Account_resetTokenHash_key" ON "Account" USING btree ("resetTokenHash");
CREATE INDEX "AuditEntry_organizationId_at_id_idx" ON "AuditEntry" USING btree ("organizationId", at DESC, id DESC);
CREATE INDEX "AuditEntry_organizationId_sequence_idx" ON "AuditEntry" USING btree ("organizationId", sequence);
CREATE INDEX "AuditEntry_organizationId_subject_id_idx" ON "AuditEntry" USING btree ("organizationId", subject, id);
CREATE INDEX "AuditEntry_unsealed" ON "AuditEntry" USING btree ("organizationId", at, id) WHERE (sequence IS NULL);
CREATE INDEX "BulkAction_organizationId_createdAt_idx" ON "BulkAction" USING btree ("organizationId", "createdAt");
CREATE UNIQUE INDEX "BulkAction_organizationId_id_key" ON "BulkAction" USING btree ("organizationId", id);
CREATE INDEX "BulkAction_organizationId_undoesId_idx" ON "BulkAction" USING btree ("organizationId", "undoesId");
CREATE INDEX "BulkActionRow_to_do" ON "BulkActionRow" USING btree ("organizationId", "bulkActionId", "newHireId") WHERE (outcome IS NULL);
CREATE INDEX "Compensation_key" ON "Compensation" USING btree (split_part("valuesSealed", '.'::text, 2), "organizationId");
CREATE UNIQUE INDEX "Compensation_organizationId_applicationId_offerId_key" ON "Compensation" USING btree ("organizationId", "applicationId", "offerId");
CREATE INDEX "DashboardSum_by_figure" ON "DashboardSum" USING btree ("organizationId", figure, at) INCLUDE (part, count);
CREATE INDEX "DashboardSum_unfolded" ON "DashboardSum" USING btree ("organizationId") WHERE (NOT "isFolded");
CREATE INDEX "FactorChallenge_expiresAt_idx" ON "FactorChallenge" USING btree ("expiresAt");
CREATE UNIQUE INDEX "GreenhouseApproval_organizationId_stateHash_key" ON "GreenhouseApproval" USING btree ("organizationId", "stateHash");
CREATE INDEX "GreenhouseWebhook_integrationId_idx" ON "GreenhouseWebhook" USING btree ("integrationId");
CREATE INDEX "HireAlert_organizationId_userId_settledAt_at_idx" ON "HireAlert" USING btree ("organizationId", "userId", "settledAt", at);
CREATE INDEX "HireEvent_organizationId_newHireId_at_idx" ON "HireEvent" USING btree ("organizationId", "newHireId", at);
CREATE UNIQUE INDEX "HireEvent_organizationId_providerEventId_key" ON "HireEvent" USING btree ("organizationId", "providerEventId");
CREATE INDEX "Invitation_by_hire" ON "Invitation" USING btree ("newHireId", "createdAt");
CREATE INDEX "Invitation_expiring" ON "Invitation" USING btree ("expiresAt") WHERE (status = 'sent'::"InvitationStatus");
CREATE INDEX "Invitation_in_trouble" ON "Invitation" USING btree ("organizationId") WHERE "serverTrouble";
CREATE UNIQUE INDEX "Invitation_one_automatic" ON "Invitation" USING btree ("organizationId", "newHireId") WHERE (trigger = 'automatic'::"InvitationTrigger");
CREATE UNIQUE INDEX "Invitation_one_open" ON "Invitation" USING btree ("organizationId", "newHireId") WHERE (status = ANY (ARRAY['queued'::"InvitationStatus", 'sent'::"InvitationStatus"]));
CREATE UNIQUE INDEX "Invitation_organizationId_id_key" ON "Invitation" USING btree ("organizationId", id);
CREATE INDEX "Invitation_organizationId_status_createdAt_idx" ON "Invitation" USING btree ("organizationId", status, "createdAt");
CREATE INDEX "Invitation_remindable" ON "Invitation" USING btree ("organizationId", reminders, (
CASE
    WHEN ("sentAt" IS NULL) THEN "createdAt"
    ELSE "sentAt"
END)) WHERE (status = ANY (ARRAY['sent'::"InvitationStatus", 'expired'::"InvitationStatus", 'revoked'::"InvitationStatus"]));
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation" USING btree ("tokenHash");
CREATE INDEX "Invitation_unsent" ON "Invitation" USING btree (status, "createdAt") WHERE (status = ANY (ARRAY['queued'::"InvitationStatus", 'failed'::"InvitationStatus"]));
CREATE INDEX "NewHire_by_creation" ON "NewHire" USING btree ("organizationId", tab, "createdAt", id);
CREATE INDEX "NewHire_by_department" ON "NewHire" USING btree ("organizationId", department) WHERE (department IS NOT NULL);
CREATE INDEX "NewHire_by_employment_type" ON "NewHire" USING btree ("organizationId", "employmentType") WHERE ("employmentType" IS NOT NULL);
CREATE INDEX "NewHire_by_job" ON "NewHire" USING btree ("organizationId", "jobTitle") WHERE ("jobTitle" IS NOT NULL);
CREATE INDEX "NewHire_by_location" ON "NewHire" USING btree ("organizationId", location) WHERE (location IS NOT NULL);
CREATE INDEX "NewHire_by_name" ON "NewHire" USING btree ("organizationId", tab, "nameKey", id);
CREATE INDEX "NewHire_by_start" ON "NewHire" USING btree ("organizationId", tab, "startKey", id);
CREATE INDEX "NewHire_by_update" ON "NewHire" USING btree ("organizationId", tab, "updatedAt", id);
CREATE INDEX "NewHire_ended" ON "NewHire" USING btree ("organizationId", tab, (
CASE
    WHEN ("statusSince" IS NULL) THEN "updatedAt"
    ELSE "statusSince"
END)) WHERE (tab = ANY (ARRAY['withdrawn'::text, 'started'::text]));
CREATE INDEX "NewHire_eraseAt" ON "NewHire" USING btree ("organizationId", "eraseAt") WHERE ("eraseAt" IS NOT NULL);
CREATE INDEX "NewHire_open" ON "NewHire" USING btree ("organizationId", id) WHERE (tab = ANY (ARRAY['pending'::text, 'on_hold'::text, 'excluded'::text]));
CREATE UNIQUE INDEX "NewHire_organizationId_applicationId_key" ON "NewHire" USING btree ("organizationId", "applicationId");
CREATE INDEX "NewHire_organizationId_candidateId_idx" ON "NewHire" USING btree ("organizationId", "candidateId");
CREATE UNIQUE INDEX "NewHire_organizationId_id_key" ON "NewHire" USING btree ("organizationId", id);
CREATE INDEX "NewHire_own" ON "NewHire" USING gin ("organizationId", own_terms("ownValues", "missingOwn")) WHERE (("ownValues" <> '{}'::jsonb) OR ("missingOwn" <> '{}'::text[]));
CREATE INDEX "NewHire_pending_since" ON "NewHire" USING btree ("organizationId", (
CASE
    WHEN ("pendingSince" IS NULL) THEN "createdAt"
    ELSE "pendingSince"
END)) WHERE (tab = 'pending'::text);
CREATE INDEX "NewHire_same_address" ON "NewHire" USING btree ("organizationId", "addressKey") WHERE ("addressKey" IS NOT NULL);
CREATE INDEX "NewHire_scheduled" ON "NewHire" USING btree ("organizationId", "sendOn") WHERE ("sendOn" IS NOT NULL);
CREATE INDEX "NewHire_search" ON "NewHire" USING gin ("organizationId", "searchText" gin_trgm_ops, attention, "missingFields");
CREATE INDEX "NewHire_search_stale" ON "NewHire" USING btree ("organizationId") WHERE (strpos("searchText", chr(10)) = 0);
CREATE INDEX "NewHire_starts_later" ON "NewHire" USING btree ("organizationId", "startKey") WHERE ((tab = 'pending'::text) AND (NOT (attention @> ARRAY['starts_soon'::text])));
CREATE INDEX "NewHire_starts_soon" ON "NewHire" USING btree ("organizationId", "startKey") WHERE ((tab = 'pending'::text) AND (attention @> ARRAY['starts_soon'::text]));
CREATE INDEX "NewHire_suspended" ON "NewHire" USING btree ("organizationId", "suspendedUntil") WHERE ("suspendedUntil" IS NOT NULL);
CREATE INDEX "NewHireCount_organizationId_idx" ON "NewHireCount" USING btree ("organizationId");
CREATE UNIQUE INDEX "Notice_organizationId_code_key" ON "Notice" USING btree ("organizationId", code);
CREATE UNIQUE INDEX "Notice_organizationId_id_key" ON "Notice" USING btree ("organizationId", id);
CREATE INDEX "Offer_organizationId_applicationId_idx" ON "Offer" USING btree ("organizationId", "applicationId");
CREATE UNIQUE INDEX "Organization_name_key" ON "Organization" USING btree (name);
CREATE UNIQUE INDEX "PartnerIntegration_organizationId_id_key" ON "PartnerIntegration" USING btree ("organizationId", id);
CREATE UNIQUE INDEX "PartnerIntegration_organizationId_provider_key" ON "PartnerIntegration" USING btree ("organizationId", provider);
CREATE INDEX "Passkey_accountId_idx" ON "Passkey" USING btree ("accountId");
CREATE UNIQUE INDEX "Passkey_credentialId_key" ON "Passkey" USING btree ("credentialId");
CREATE INDEX "RememberedDevice_accountId_idx" ON "RememberedDevice" USING btree ("accountId");
CREATE UNIQUE INDEX "RememberedDevice_tokenHash_key" ON "RememberedDevice" USING btree ("tokenHash");
CREATE UNIQUE INDEX "SavedView_organizationId_userId_name_key" ON "SavedView" USING btree ("organizationId", "userId", name);
CREATE INDEX "Session_accountId_idx" ON "Session" USING btree ("accountId");
CREATE INDEX "Session_organizationId_userId_idx" ON "Session" USING btree ("organizationId", "userId");
CREATE UNIQUE INDEX "SsoDomain_organizationId_domain_key" ON "SsoDomain" USING btree ("organizationId", domain);
CREATE UNIQUE INDEX "SsoDomain_verified_domain_key" ON "SsoDomain" USING btree (domain) WHERE ("verifiedAt" IS NOT NULL);
CREATE UNIQUE INDEX "SsoIdentity_organizationId_issuer_userId_key" ON "SsoIdentity" USING btree ("organizationId", issuer, "userId");
CREATE INDEX "SsoLogin_organizationId_idx" ON "SsoLogin" USING btree ("organizationId");
CREATE UNIQUE INDEX "SsoLogin_stateHash_key" ON "SsoLogin" USING btree ("stateHash");
CREATE INDEX "SyncRun_good" ON "SyncRun" USING btree ("integrationId", "finishedAt") WHERE ((status = 'succeeded'::"SyncStatus") AND (trigger <> 'preview'::"SyncTrigger"));
CREATE INDEX "SyncRun_loud" ON "SyncRun" USING btree ("organizationId", "createdAt" DESC, id DESC) WHERE (NOT quiet);
CREATE UNIQUE INDEX "SyncRun_one_active" ON "SyncRun" USING btree ("organizationId") WHERE (status = ANY (ARRAY['queued'::"SyncStatus", 'running'::"SyncStatus"]));
CREATE INDEX "SyncRun_organizationId_createdAt_id_idx" ON "SyncRun" USING btree ("organizationId", "createdAt" DESC, id DESC);
CREATE INDEX "SyncSchedule_nextRunAt_idx" ON "SyncSchedule" USING btree ("nextRunAt");
CREATE INDEX "TotpFactor_accountId_idx" ON "TotpFactor" USING btree ("accountId");
CREATE INDEX "User_accountId_idx" ON "User" USING btree ("accountId");
CREATE UNIQUE INDEX "User_joinTokenHash_key" ON "User" USING btree ("joinTokenHash");
CREATE UNIQUE INDEX "User_organizationId_email_key" ON "User" USING btree ("organizationId", email);
CREATE UNIQUE INDEX "User_organizationId_id_key" ON "User" USING btree ("organizationId", id);

-- Functions

CREATE OR REPLACE FUNCTION public.accounts_with_sealed_texts()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT DISTINCT "accountId" FROM "TotpFactor" ORDER BY 1
$function$;
ALTER FUNCTION accounts_with_sealed_texts() OWNER TO emptrust_figures;

CREATE OR REPLACE FUNCTION public.audit_digest(salt bytea, changes jsonb)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT sha256(salt || convert_to(changes::text, 'UTF8'))
$function$;

CREATE OR REPLACE FUNCTION public.audit_link(before bytea, entry "AuditEntry")
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT sha256(coalesce(before, '') || convert_to(jsonb_build_array(
    entry."sequence", entry."id", round(extract(epoch FROM entry."at") * 1000)::bigint, entry."organizationId", entry."actorId", entry."actor",
    entry."action", entry."subject", encode(entry."digest", 'hex'))::text, 'UTF8'))
$function$;

CREATE OR REPLACE FUNCTION public.count_new_hires()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "NewHireCount" ("organizationId", "key", "count")
    SELECT "organizationId", "status"::text, count(*) FROM rows_after GROUP BY 1, 2
    UNION ALL
    SELECT "organizationId", 'attention', count(*) FROM rows_after WHERE "attention" <> '{}' GROUP BY 1;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO "NewHireCount" ("organizationId", "key", "count")
    SELECT "organizationId", "status"::text, -count(*) FROM rows_before GROUP BY 1, 2
    UNION ALL
    SELECT "organizationId", 'attention', -count(*) FROM rows_before WHERE "attention" <> '{}' GROUP BY 1;
  ELSE
    INSERT INTO "NewHireCount" ("organizationId", "key", "count")
    SELECT "organizationId", "key", sum("n") FROM (
      SELECT "organizationId", "status"::text AS "key", 1 AS "n" FROM rows_after
      UNION ALL SELECT "organizationId", "status"::text, -1 FROM rows_before
      UNION ALL SELECT "organizationId", 'attention', 1 FROM rows_after WHERE "attention" <> '{}'
      UNION ALL SELECT "organizationId", 'attention', -1 FROM rows_before WHERE "attention" <> '{}'
    ) change GROUP BY 1, 2 HAVING sum("n") <> 0;
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.current_account()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  SELECT nullif(current_setting('app.account_id', true), '')::uuid
$function$;

CREATE OR REPLACE FUNCTION public.current_organization()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('app.organization_id', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION public.erase_audit_changes(about text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  erased integer;
BEGIN
  WHILE seal_audit_entries(1000) > 0 LOOP END LOOP;
  UPDATE "AuditEntry" SET "changes" = '{}', "salt" = NULL, "erasedAt" = clock_timestamp()
  WHERE "organizationId" = current_organization() AND "subject" = about AND "erasedAt" IS NULL AND "changes" <> '{}';
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END
$function$;
ALTER FUNCTION erase_audit_changes(text) OWNER TO emptrust_audit;

CREATE OR REPLACE FUNCTION public.installation_figures()
 RETURNS TABLE(figure text, label text, value double precision)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH connected AS (
    SELECT
      extract(epoch FROM clock_timestamp() - coalesce(
        (SELECT max(r."finishedAt") FROM "SyncRun" r WHERE r."integrationId" = i."id" AND r."status" = 'succeeded' AND r."trigger" <> 'preview'),
        i."verifiedAt", i."createdAt"))::double precision AS sync_age,
      extract(epoch FROM clock_timestamp() - coalesce(i."offersWatermark", i."verifiedAt", i."createdAt"))::double precision AS lag
    FROM "PartnerIntegration" i WHERE i."status" = 'connected'
  ), quantiles AS (
    SELECT array[0.5, 0.9, 0.99, 1]::double precision[] AS wanted,
      percentile_cont(array[0.5, 0.9, 0.99, 1]::double precision[]) WITHIN GROUP (ORDER BY sync_age) AS sync_ages,
      percentile_cont(array[0.5, 0.9, 0.99, 1]::double precision[]) WITHIN GROUP (ORDER BY lag) AS lags
    FROM connected
  )
  SELECT 'sync_age', q::text, a FROM quantiles, unnest(wanted, sync_ages) AS u(q, a) WHERE a IS NOT NULL
  UNION ALL
  SELECT 'watermark_lag', q::text, a FROM quantiles, unnest(wanted, lags) AS u(q, a) WHERE a IS NOT NULL
  UNION ALL
  SELECT 'connections', "status"::text, count(*) FROM "PartnerIntegration" GROUP BY "status"
  UNION ALL
  SELECT 'invitations', 'queued', count(*) FROM "Invitation" WHERE "status" = 'queued'
  UNION ALL
  SELECT 'invitations', 'failed', count(*) FROM "Invitation" WHERE "status" = 'failed'
  UNION ALL
  SELECT 'invitations', 'sent', count(*) FROM "Invitation" WHERE "status" = 'sent'
  UNION ALL
  SELECT 'oldest_waiting_invitation', '',
    coalesce(extract(epoch FROM clock_timestamp() - (SELECT min("createdAt") FROM "Invitation" WHERE "status" = 'queued')), 0)
$function$;
ALTER FUNCTION installation_figures() OWNER TO emptrust_figures;

CREATE OR REPLACE FUNCTION public.installation_totals()
 RETURNS TABLE(figure text, label text, value double precision)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT 'invitations', "status"::text, count(*) FROM "Invitation" WHERE "status" NOT IN ('queued', 'failed', 'sent') GROUP BY "status"
$function$;
ALTER FUNCTION installation_totals() OWNER TO emptrust_figures;

CREATE OR REPLACE FUNCTION public.matching_new_hires(pattern text, wanted_attention text, wanted_missing text, at_most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  conditions text := '"organizationId" = $1';
BEGIN
  IF pattern IS NOT NULL THEN conditions := conditions || ' AND "searchText" LIKE $2'; END IF;
  IF wanted_attention IS NOT NULL THEN conditions := conditions || ' AND "attention" @> ARRAY[$3]'; END IF;
  IF wanted_missing IS NOT NULL THEN conditions := conditions || ' AND "missingFields" @> ARRAY[$4]::"HireField"[]'; END IF;
  RETURN QUERY EXECUTE format('SELECT "id" FROM "NewHire" WHERE %s LIMIT $5', conditions)
    USING current_organization(), pattern, wanted_attention, wanted_missing, at_most;
END
$function$;
ALTER FUNCTION matching_new_hires(text,text,text,integer) OWNER TO emptrust_search;

CREATE OR REPLACE FUNCTION public.new_hires_matching_any(pattern text, any_attention text[], any_missing text[], at_most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  conditions text := '"organizationId" = $1';
BEGIN
  IF pattern IS NOT NULL THEN conditions := conditions || ' AND "searchText" LIKE $2'; END IF;
  IF any_attention IS NOT NULL THEN conditions := conditions || ' AND "attention" && $3'; END IF;
  IF any_missing IS NOT NULL THEN conditions := conditions || ' AND "missingFields" && $4::"HireField"[]'; END IF;
  RETURN QUERY EXECUTE format('SELECT "id" FROM "NewHire" WHERE %s LIMIT $5', conditions)
    USING current_organization(), pattern, any_attention, any_missing, at_most;
END
$function$;
ALTER FUNCTION new_hires_matching_any(text,text[],text[],integer) OWNER TO emptrust_search;

CREATE OR REPLACE FUNCTION public.new_hires_matching_any(pattern text, any_attention text[], any_missing text[], any_of_each jsonb, at_most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  conditions text := '"organizationId" = $1';
  missing text[] := ARRAY(SELECT name FROM unnest(any_missing) AS name WHERE name NOT LIKE 'x\_%');
  missing_own text[] := ARRAY(SELECT name FROM unnest(any_missing) AS name WHERE name LIKE 'x\_%');
  has_own CONSTANT text := '("ownValues" <> ''{}'' OR "missingOwn" <> ''{}'') AND own_terms("ownValues", "missingOwn")';
BEGIN
  IF pattern IS NOT NULL THEN conditions := conditions || ' AND "searchText" LIKE $2'; END IF;
  IF any_attention IS NOT NULL THEN conditions := conditions || ' AND "attention" && $3'; END IF;
  IF any_missing IS NOT NULL AND missing_own = '{}' THEN conditions := conditions || ' AND "missingFields" && $4::"HireField"[]'; END IF;
  IF missing_own <> '{}' THEN conditions := conditions || format(' AND ("missingFields" && $4::"HireField"[] OR %s && $5)', has_own); END IF;
  -- The values stand in no statement's text, which may be logged.
  FOR list IN 0 .. jsonb_array_length(any_of_each) - 1 LOOP
    conditions := conditions || format(' AND %s && ARRAY(SELECT jsonb_array_elements_text($7->%s))', has_own, list);
  END LOOP;
  RETURN QUERY EXECUTE format('SELECT "id" FROM "NewHire" WHERE %s LIMIT $6', conditions)
    USING current_organization(), pattern, any_attention, missing, missing_own, at_most, any_of_each;
END
$function$;
ALTER FUNCTION new_hires_matching_any(text,text[],text[],jsonb,integer) OWNER TO emptrust_search;

CREATE OR REPLACE FUNCTION public.organizations_with_work(work text, at timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  -- A hire starts soon from three days before on.
  from_key int := to_char((at - interval '1 day') AT TIME ZONE 'UTC', 'YYYYMMDD')::int;
  until_key int := to_char((at + interval '4 days') AT TIME ZONE 'UTC', 'YYYYMMDD')::int;
  next_day text := to_char((at + interval '1 day') AT TIME ZONE 'UTC', 'YYYY-MM-DD');
BEGIN
  CASE work
  WHEN 'notices' THEN RETURN QUERY
    SELECT o."id" FROM "Organization" o
    WHERE EXISTS (SELECT 1 FROM "Notice" n WHERE n."organizationId" = o."id" AND n."closedAt" IS NULL)
      OR EXISTS (SELECT 1 FROM "PartnerIntegration" i
        WHERE i."organizationId" = o."id" AND (i."status" = 'needs_attention' OR i."clockSkewSeconds" <> 0))
      OR 'failed' = (SELECT r."status"::text FROM "SyncRun" r
        WHERE r."organizationId" = o."id" AND r."trigger" <> 'preview' AND r."finishedAt" IS NOT NULL ORDER BY r."createdAt" DESC LIMIT 1)
      OR EXISTS (SELECT 1 FROM "Invitation" v WHERE v."organizationId" = o."id" AND v."serverTrouble")
      OR EXISTS (SELECT 1 FROM "NewHire" h WHERE h."organizationId" = o."id" AND h."attention" && ARRAY['invitation_failed', 'suspended'])
      OR EXISTS (SELECT 1 FROM "NewHire" h
        WHERE h."organizationId" = o."id" AND h."tab" = 'pending' AND h."startKey" BETWEEN from_key AND until_key);
  WHEN 'invitations' THEN RETURN QUERY
    SELECT o."id" FROM "Organization" o
    WHERE EXISTS (SELECT 1 FROM "NewHire" h WHERE h."organizationId" = o."id" AND h."sendOn" IS NOT NULL AND h."sendOn" <= next_day)
      OR EXISTS (SELECT 1 FROM "NewHire" h WHERE h."organizationId" = o."id" AND h."suspendedUntil" <= at)
      OR EXISTS (SELECT 1 FROM "NewHire" h WHERE h."organizationId" = o."id" AND h."tab" = 'pending'
        AND (h."attention" @> ARRAY['starts_soon'] OR h."startKey" BETWEEN from_key AND until_key))
      OR EXISTS (SELECT 1 FROM "NewHire" h WHERE h."organizationId" = o."id" AND h."tab" = 'invited' AND h."suspendedAt" IS NULL);
  WHEN 'hire_emails' THEN RETURN QUERY
    SELECT DISTINCT u."organizationId" FROM "User" u WHERE u."incompleteHireEmails" <> 'none' OR u."weeklyDigest";
  WHEN 'unsealed' THEN RETURN QUERY
    SELECT o."id" FROM "Organization" o
    WHERE EXISTS (SELECT 1 FROM "AuditEntry" e WHERE e."organizationId" = o."id" AND e."sequence" IS NULL);
  WHEN 'unstreamed' THEN RETURN QUERY
    SELECT o."id" FROM "Organization" o
    WHERE EXISTS (SELECT 1 FROM "AuditEntry" e WHERE e."organizationId" = o."id" AND e."sequence" > coalesce(
      (SELECT s."sequence" FROM "AuditStream" s WHERE s."organizationId" = o."id"), 0));
  WHEN 'unfolded' THEN RETURN QUERY
    SELECT DISTINCT s."organizationId" FROM "DashboardSum" s WHERE NOT s."isFolded";
  WHEN 'housekeeping' THEN RETURN QUERY
    SELECT v."organizationId" FROM "Invitation" v WHERE v."status" = 'sent' AND v."expiresAt" <= at
    UNION SELECT v."organizationId" FROM "Invitation" v WHERE v."status" = 'queued' AND v."expiresAt" <= at
    UNION SELECT a."organizationId" FROM "GreenhouseApproval" a WHERE a."expiresAt" < at
    -- Half a day is the shortest time after which an approval's token is renewed.
    UNION SELECT i."organizationId" FROM "PartnerIntegration" i
      JOIN "GreenhouseToken" t ON t."organizationId" = i."organizationId" AND t."integrationId" = i."id"
      WHERE i."grant" = 'authorization_code' AND i."status" <> 'needs_attention' AND t."renewedAt" <= at - interval '12 hours'
    -- Up to 50 rows are added up as quickly as one.
    UNION (SELECT c."organizationId" FROM "NewHireCount" c GROUP BY c."organizationId", c."key" HAVING count(*) > 50)
    -- What can wait is done for each every 23 hours: a portal that rests at the same hour each day misses nobody for ever.
    UNION SELECT o."id" FROM "Organization" o
      WHERE mod(abs(hashtext(o."id"::text)::bigint) + floor(extract(epoch FROM at) / 3600)::bigint, 23) = 0;
  WHEN 'webhooks' THEN RETURN QUERY
    SELECT i."organizationId" FROM "PartnerIntegration" i
    WHERE i."grant" = 'authorization_code' AND i."status" <> 'paused' AND i."credentialSealed" IS NOT NULL
      AND (i."webhooksCheckedAt" IS NULL OR i."webhooksCheckedAt" <= at - interval '24 hours');
  WHEN 'retention' THEN RETURN QUERY
    SELECT h."organizationId" FROM "NewHire" h WHERE h."eraseAt" <= at
    UNION SELECT s."organizationId" FROM "OrganizationSetting" s
    WHERE s."name" = 'retention' AND (
      EXISTS (SELECT 1 FROM "NewHire" h WHERE h."organizationId" = s."organizationId" AND h."tab" = 'withdrawn'
        AND CASE WHEN h."statusSince" IS NULL THEN h."updatedAt" ELSE h."statusSince" END
          <= at - make_interval(hours => 24 * whole_number(s."value", 'withdrawnDays')))
      OR EXISTS (SELECT 1 FROM "NewHire" h WHERE h."organizationId" = s."organizationId" AND h."tab" = 'started'
        AND CASE WHEN h."statusSince" IS NULL THEN h."updatedAt" ELSE h."statusSince" END
          <= at - make_interval(hours => 24 * whole_number(s."value", 'startedDays'))));
  END CASE;
END
$function$;
ALTER FUNCTION organizations_with_work(text,timestamp with time zone) OWNER TO emptrust_figures;

CREATE OR REPLACE FUNCTION public.own_terms(own_values jsonb, missing_own text[])
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (missing_own || ARRAY(SELECT ((jsonb_each_text.key || '='::text) || jsonb_each_text.value) FROM jsonb_each_text(own_terms.own_values) jsonb_each_text(key, value)));

CREATE OR REPLACE FUNCTION public.refresh_statistics()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  grown regclass;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('emptrust refresh_statistics')) THEN RETURN; END IF;
  FOR grown IN
    SELECT c.oid FROM pg_class c
    WHERE c.oid IN ('"NewHire"'::regclass, '"Invitation"'::regclass, '"Offer"'::regclass, '"AcceptedApplication"'::regclass)
      AND pg_stat_get_mod_since_analyze(c.oid) > greatest(c.reltuples, 0) / 2
    ORDER BY c.oid
  LOOP
    EXECUTE format('ANALYZE %s', grown);
  END LOOP;
END
$function$;

CREATE OR REPLACE FUNCTION public.remove_account_without_membership()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  former text := current_setting('app.account_id', true);
BEGIN
  PERFORM set_config('app.account_id', OLD."accountId"::text, true);
  -- Two memberships that end at once must not each see the other.
  PERFORM 1 FROM "Account" WHERE "id" = OLD."accountId" FOR UPDATE;
  DELETE FROM "Account" WHERE "id" = OLD."accountId" AND NOT EXISTS (SELECT 1 FROM "User" u WHERE u."accountId" = OLD."accountId");
  PERFORM set_config('app.account_id', coalesce(former, ''), true);
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.renew_deliveries(organizations uuid[], invitations uuid[], tokens uuid[], seconds integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
DECLARE
  organization uuid;
BEGIN
  FOR organization IN SELECT DISTINCT o FROM unnest(organizations) AS u(o) ORDER BY o LOOP
    PERFORM set_config('app.organization_id', organization::text, true);
    RETURN QUERY
      -- Locked in one order, so that two callers do not wait for each other.
      WITH held AS (
        SELECT i."id" FROM "Invitation" i
        JOIN unnest(organizations, invitations, tokens) AS l(organization_id, invitation_id, token)
          ON l.organization_id = organization AND i."id" = l.invitation_id AND i."leaseToken" = l.token
        WHERE i."organizationId" = organization AND i."status" = 'queued'
          AND EXISTS (SELECT FROM "NewHire" h WHERE h."organizationId" = organization AND h."id" = i."newHireId" AND h."suspendedAt" IS NULL)
        ORDER BY i."id" FOR NO KEY UPDATE OF i
      )
      UPDATE "Invitation" i SET "leaseUntil" = clock_timestamp() + make_interval(secs => seconds)
      FROM held WHERE i."id" = held."id" RETURNING i."leaseToken";
  END LOOP;
END
$function$;

CREATE OR REPLACE FUNCTION public.seal_audit_entries(most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  entry "AuditEntry";
  last bigint;
  before bytea;
  sealed integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit chain ' || current_organization()::text, 0));
  SELECT "sequence", "hash" INTO last, before FROM "AuditEntry"
  WHERE "organizationId" = current_organization() AND "sequence" IS NOT NULL ORDER BY "sequence" DESC LIMIT 1;
  FOR entry IN
    SELECT * FROM "AuditEntry" WHERE "organizationId" = current_organization() AND "sequence" IS NULL ORDER BY "at", "id" LIMIT most
  LOOP
    last := coalesce(last, 0) + 1;
    entry."sequence" := last;
    entry."salt" := uuid_send(gen_random_uuid());
    entry."digest" := audit_digest(entry."salt", entry."changes");
    before := audit_link(before, entry);
    UPDATE "AuditEntry" SET "sequence" = last, "salt" = entry."salt", "digest" = entry."digest", "hash" = before WHERE "id" = entry."id";
    sealed := sealed + 1;
  END LOOP;
  RETURN sealed;
END
$function$;
ALTER FUNCTION seal_audit_entries(integer) OWNER TO emptrust_audit;

CREATE OR REPLACE FUNCTION public.sealing_keys()
 RETURNS TABLE("keyId" text, "table" text, "column" text, "ownerId" uuid, sealed text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  place record;
BEGIN
  FOR place IN
    SELECT c.relname, a.attname, o.attname AS owner FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_attribute o ON o.attrelid = c.oid AND o.attname IN ('organizationId', 'accountId')
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname LIKE '%Sealed' AND NOT a.attisdropped
  LOOP
    RETURN QUERY EXECUTE format(
      'WITH RECURSIVE found AS (
         (SELECT split_part(%1$I, ''.'', 2) AS key, %5$I AS owner, %1$I AS text FROM %2$I
          WHERE %1$I IS NOT NULL ORDER BY split_part(%1$I, ''.'', 2), %5$I LIMIT 1)
         UNION ALL
         SELECT further.* FROM found CROSS JOIN LATERAL (
           SELECT split_part(%1$I, ''.'', 2), %5$I, %1$I FROM %2$I
           WHERE %1$I IS NOT NULL AND split_part(%1$I, ''.'', 2) > found.key ORDER BY split_part(%1$I, ''.'', 2), %5$I LIMIT 1
         ) further
       ) SELECT key, %3$L::text, %4$L::text, owner, text FROM found',
      place.attname, place.relname, place.relname::text, place.attname::text, place.owner);
  END LOOP;
  RETURN QUERY SELECT DISTINCT i."tokenKeyId", 'Invitation', 'tokenKeyId', NULL::uuid, NULL::text FROM "Invitation" i WHERE i."status" = 'queued';
END
$function$;
ALTER FUNCTION sealing_keys() OWNER TO emptrust_figures;

CREATE OR REPLACE FUNCTION public.session_of(account uuid, session uuid)
 RETURNS TABLE("userId" uuid, "organizationId" uuid, name text, email text, role text, "organizationName" text, method text, "createdAt" timestamp with time zone, "lastSeenAt" timestamp with time zone, "authenticatedAt" timestamp with time zone, "secondFactorAt" timestamp with time zone, memberships integer, limits jsonb, "secondFactor" jsonb, now timestamp with time zone)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  organization uuid;
BEGIN
  PERFORM set_config('app.account_id', account::text, true);
  SELECT s."organizationId" INTO organization FROM "Session" s WHERE s."accountId" = account AND s."id" = session;
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM set_config('app.organization_id', organization::text, true);
  RETURN QUERY
    SELECT u."id", s."organizationId", u."name", a."email", u."role"::text, o."name",
      s."method"::text, s."createdAt", s."lastSeenAt", s."authenticatedAt", s."secondFactorAt",
      (SELECT count(*)::int FROM "User" m WHERE m."accountId" = account),
      (SELECT l."value" FROM "OrganizationSetting" l WHERE l."organizationId" = organization AND l."name"::text = 'sessions'),
      (SELECT l."value" FROM "OrganizationSetting" l WHERE l."organizationId" = organization AND l."name"::text = 'second_factor'),
      clock_timestamp()
    FROM "Session" s
    JOIN "Account" a ON a."id" = s."accountId"
    JOIN "User" u ON u."organizationId" = s."organizationId" AND u."id" = s."userId" AND u."accountId" = s."accountId"
    JOIN "Organization" o ON o."id" = s."organizationId"
    WHERE s."accountId" = account AND s."id" = session;
END
$function$;

CREATE OR REPLACE FUNCTION public.session_user_of(organization uuid, member uuid)
 RETURNS TABLE(id uuid, name text, email text, role text, "sessionVersion" integer, "organizationName" text)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM set_config('app.organization_id', organization::text, true);
  RETURN QUERY
    SELECT u."id", u."name", u."email", u."role"::text, u."sessionVersion", o."name"
    FROM "User" u JOIN "Organization" o ON o."id" = u."organizationId"
    WHERE u."organizationId" = organization AND u."id" = member;
END
$function$;

CREATE OR REPLACE FUNCTION public.stamp_audit_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  written timestamptz := clock_timestamp();
  micros bigint := (extract(epoch FROM written) * 1000000)::bigint;
BEGIN
  IF pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER') THEN RETURN NEW; END IF;
  NEW."at" := written;
  NEW."id" := (lpad(to_hex(micros / 1000), 12, '0') || '7' || lpad(to_hex((micros % 1000) * 4096 / 1000), 3, '0')
    || right(replace(gen_random_uuid()::text, '-', ''), 16))::uuid;
  NEW."erasedAt" := NULL;
  NEW."sequence" := NULL;
  NEW."salt" := NULL;
  NEW."digest" := NULL;
  NEW."hash" := NULL;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.stamp_status_since()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW."statusSince" := coalesce(NEW."statusSince", now());
  ELSIF NEW."status" <> OLD."status" THEN
    NEW."statusSince" := now();
  ELSE
    NEW."statusSince" := OLD."updatedAt";
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.start_due_syncs(at timestamp with time zone, default_seconds integer, at_most integer)
 RETURNS TABLE("organizationId" uuid, "integrationId" uuid, "runId" uuid)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  due record;
  active boolean;
  minutes int;
  made uuid;
BEGIN
  PERFORM set_config('app.lookup_due_syncs', 'on', true);
  FOR due IN SELECT s."organizationId" AS organization FROM "SyncSchedule" s WHERE s."nextRunAt" <= at ORDER BY s."nextRunAt" LIMIT at_most LOOP
    PERFORM set_config('app.organization_id', due.organization::text, true);
    -- Who is first starts the run; the others pass by.
    FOR "organizationId", "integrationId" IN
      SELECT s."organizationId", s."integrationId" FROM "SyncSchedule" s
      WHERE s."organizationId" = due.organization AND s."nextRunAt" <= at FOR UPDATE SKIP LOCKED
    LOOP
      SELECT i."status" = 'connected' INTO active FROM "PartnerIntegration" i
        WHERE i."organizationId" = due.organization AND i."id" = start_due_syncs."integrationId";
      SELECT whole_number(o."value", 'intervalMinutes') INTO minutes FROM "OrganizationSetting" o
        WHERE o."organizationId" = due.organization AND o."name" = 'sync';
      UPDATE "SyncSchedule" s
        SET "nextRunAt" = CASE WHEN active THEN at + make_interval(secs => coalesce(minutes * 60, default_seconds)) END
        WHERE s."organizationId" = due.organization AND s."integrationId" = start_due_syncs."integrationId";
      CONTINUE WHEN active IS NOT TRUE;
      INSERT INTO "SyncRun" ("id", "organizationId", "integrationId", "trigger", "createdAt")
        VALUES (gen_random_uuid(), due.organization, start_due_syncs."integrationId", 'schedule', at)
        ON CONFLICT DO NOTHING RETURNING "id" INTO made;
      "runId" := made;
      RETURN NEXT;
    END LOOP;
  END LOOP;
  PERFORM set_config('app.organization_id', '', true);
END
$function$;

CREATE OR REPLACE FUNCTION public.sum_invitations()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  changed uuid[];
  hires uuid[];
  hires_before uuid[];
  sent_before timestamptz[];
  accepted_before timestamptz[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count")
    SELECT "organizationId", 'invitations', "status"::text, 0, count(*) FROM rows_after WHERE "status" <> 'replaced' GROUP BY 1, 3;
    SELECT array_agg("id"), array_agg("newHireId") INTO changed, hires FROM rows_after WHERE "sentAt" IS NOT NULL OR "acceptedAt" IS NOT NULL;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count")
    SELECT "organizationId", 'invitations', "status"::text, 0, -count(*) FROM rows_before WHERE "status" <> 'replaced' GROUP BY 1, 3;
    SELECT array_agg("id"), array_agg("newHireId"), array_agg("newHireId"), array_agg("sentAt"), array_agg("acceptedAt")
    INTO changed, hires, hires_before, sent_before, accepted_before FROM rows_before WHERE "sentAt" IS NOT NULL OR "acceptedAt" IS NOT NULL;
  ELSE
    INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count")
    SELECT "organizationId", 'invitations', "status"::text, 0, sum("n") FROM (
      SELECT "organizationId", "status", 1 AS "n" FROM rows_after UNION ALL SELECT "organizationId", "status", -1 FROM rows_before
    ) change WHERE "status" <> 'replaced' GROUP BY 1, 3 HAVING sum("n") <> 0;
    SELECT array_agg(b."id"), array_agg(b."newHireId"), array_agg(b."newHireId"), array_agg(b."sentAt"), array_agg(b."acceptedAt")
    INTO changed, hires, hires_before, sent_before, accepted_before
    FROM rows_before b JOIN rows_after a ON a."id" = b."id"
    WHERE (a."sentAt", a."acceptedAt") IS DISTINCT FROM (b."sentAt", b."acceptedAt");
  END IF;
  IF changed IS NULL THEN RETURN NULL; END IF;
  -- Where two invitations of a hire change at the same moment, the second to come waits and then sees what the first became. A transaction
  -- takes 1,024 locks at most, for PostgreSQL has room for some thousands in all.
  PERFORM pg_advisory_xact_lock(hashtext('first invitation'), "lock") FROM (
    SELECT DISTINCT hashtext("newHireId"::text) & 1023 AS "lock" FROM "Invitation" WHERE "newHireId" = ANY(hires) AND "id" <> ALL(changed) ORDER BY 1
  ) sorted;
  INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count")
  SELECT h."organizationId", s."figure", s."part", s."at", sum(first."n") FROM (
    SELECT 1 AS "n", "newHireId", min("sentAt") AS "sent", min("acceptedAt") AS "accepted"
    FROM "Invitation" WHERE "newHireId" = ANY(hires) GROUP BY 2
    UNION ALL
    SELECT -1, "newHireId", min("sentAt"), min("acceptedAt") FROM (
      SELECT "newHireId", "sentAt", "acceptedAt" FROM "Invitation" WHERE "newHireId" = ANY(hires) AND "id" <> ALL(changed)
      UNION ALL
      SELECT * FROM unnest(hires_before, sent_before, accepted_before)
    ) before GROUP BY 2
  ) first
  JOIN "NewHire" h ON h."id" = first."newHireId"
  CROSS JOIN LATERAL sums_of_times(h."createdAt", first."sent", first."accepted") s
  GROUP BY 1, 2, 3, 4 HAVING sum(first."n") <> 0;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.sum_new_hires()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count")
    SELECT h."organizationId", s."figure", s."part", s."at", count(*) FROM rows_after h CROSS JOIN LATERAL
      sums_of_hire(h."tab", h."startKey", h."attention", h."missingFields"::text[] || h."missingOwn", coalesce(h."pendingSince", h."createdAt")) s
    GROUP BY 1, 2, 3, 4;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count")
    SELECT h."organizationId", s."figure", s."part", s."at", -count(*) FROM rows_before h CROSS JOIN LATERAL
      sums_of_hire(h."tab", h."startKey", h."attention", h."missingFields"::text[] || h."missingOwn", coalesce(h."pendingSince", h."createdAt")) s
    GROUP BY 1, 2, 3, 4;
  ELSE
    INSERT INTO "DashboardSum" ("organizationId", "figure", "part", "at", "count")
    SELECT h."organizationId", s."figure", s."part", s."at", sum(h."n") FROM (
      SELECT 1 AS "n", "organizationId", "tab", "startKey", "attention", "missingFields", "missingOwn", "pendingSince", "createdAt" FROM rows_after
      UNION ALL
      SELECT -1, "organizationId", "tab", "startKey", "attention", "missingFields", "missingOwn", "pendingSince", "createdAt" FROM rows_before
    ) h CROSS JOIN LATERAL
      sums_of_hire(h."tab", h."startKey", h."attention", h."missingFields"::text[] || h."missingOwn", coalesce(h."pendingSince", h."createdAt")) s
    GROUP BY 1, 2, 3, 4 HAVING sum(h."n") <> 0;
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.sums_of_hire(tab text, start_key integer, attention text[], missing text[], pending_since timestamp with time zone)
 RETURNS TABLE(figure text, part text, at integer)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  SELECT 'starts', tab, start_key WHERE tab IN ('pending', 'on_hold', 'invited', 'started') AND start_key <> 99991231
  UNION ALL SELECT 'pending_since', '', floor(extract(epoch FROM pending_since) / 3600)::int WHERE tab = 'pending'
  UNION ALL SELECT 'missing', field, 0 FROM unnest(missing) AS field WHERE tab = 'pending'
  UNION ALL SELECT 'attention', code, 0 FROM unnest(attention) AS code
$function$;

CREATE OR REPLACE FUNCTION public.sums_of_times(created timestamp with time zone, sent timestamp with time zone, accepted timestamp with time zone)
 RETURNS TABLE(figure text, part text, at integer)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  SELECT 'to_invited', time_bucket(extract(epoch FROM sent - created)::float8)::text, floor(extract(epoch FROM sent) / 86400)::int WHERE sent IS NOT NULL
  UNION ALL
  SELECT 'to_started', time_bucket(extract(epoch FROM accepted - sent)::float8)::text, floor(extract(epoch FROM sent) / 86400)::int
  WHERE sent IS NOT NULL AND accepted IS NOT NULL
$function$;

CREATE OR REPLACE FUNCTION public.time_bucket(seconds double precision)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (seconds < (1)::double precision) THEN 0 ELSE (1 + (floor((ln(seconds) / ln(((51)::double precision / (49.0)::double precision)))))::integer) END;

CREATE OR REPLACE FUNCTION public.time_of_bucket(bucket integer)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (bucket = 0) THEN (0)::double precision ELSE (power(((51)::double precision / (49.0)::double precision), ((bucket - 1))::double precision) * (1.02)::double precision) END;

CREATE OR REPLACE FUNCTION public.whole_number(setting jsonb, name text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT CASE WHEN setting ->> name ~ '^[0-9]{1,6}$' THEN (setting ->> name)::int END
$function$;


-- Triggers

CREATE TRIGGER stamp BEFORE INSERT ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION stamp_audit_entry();
CREATE TRIGGER sum_deleted AFTER DELETE ON "Invitation" REFERENCING OLD TABLE AS rows_before FOR EACH STATEMENT EXECUTE FUNCTION sum_invitations();
CREATE TRIGGER sum_inserted AFTER INSERT ON "Invitation" REFERENCING NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION sum_invitations();
CREATE TRIGGER sum_updated AFTER UPDATE ON "Invitation" REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION sum_invitations();
CREATE TRIGGER count_deleted AFTER DELETE ON "NewHire" REFERENCING OLD TABLE AS rows_before FOR EACH STATEMENT EXECUTE FUNCTION count_new_hires();
CREATE TRIGGER count_inserted AFTER INSERT ON "NewHire" REFERENCING NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION count_new_hires();
CREATE TRIGGER count_updated AFTER UPDATE ON "NewHire" REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION count_new_hires();
CREATE TRIGGER status_since_inserted BEFORE INSERT ON "NewHire" FOR EACH ROW EXECUTE FUNCTION stamp_status_since();
CREATE TRIGGER status_since_updated BEFORE UPDATE ON "NewHire" FOR EACH ROW WHEN (((new.status <> old.status) OR ((old."statusSince" IS NULL) AND (new."statusSince" IS NULL)))) EXECUTE FUNCTION stamp_status_since();
CREATE TRIGGER sum_deleted AFTER DELETE ON "NewHire" REFERENCING OLD TABLE AS rows_before FOR EACH STATEMENT EXECUTE FUNCTION sum_new_hires();
CREATE TRIGGER sum_inserted AFTER INSERT ON "NewHire" REFERENCING NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION sum_new_hires();
CREATE TRIGGER sum_updated AFTER UPDATE ON "NewHire" REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION sum_new_hires();
CREATE TRIGGER remove_account AFTER DELETE ON "User" FOR EACH ROW WHEN ((old."accountId" IS NOT NULL)) EXECUTE FUNCTION remove_account_without_membership();

-- Policies

CREATE POLICY backup ON "AcceptedApplication" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "AcceptedApplication" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "Account" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY lookup_email ON "Account" FOR SELECT TO public
  USING ((email = NULLIF(current_setting('app.lookup_email'::text, true), ''::text)));
CREATE POLICY lookup_reset_token ON "Account" FOR SELECT TO public
  USING (("resetTokenHash" = decode(NULLIF(current_setting('app.lookup_reset_token_hash'::text, true), ''::text), 'hex'::text)));
CREATE POLICY own ON "Account" FOR ALL TO public
  USING ((id = ( SELECT current_account() AS current_account)))
  WITH CHECK ((id = ( SELECT current_account() AS current_account)));
CREATE POLICY backup ON "AuditEntry" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "AuditEntry" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY tenant ON "AuditEntry" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "AuditStream" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "AuditStream" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY tenant ON "AuditStream" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "BulkAction" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "BulkAction" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "BulkActionRow" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "BulkActionRow" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "Compensation" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "Compensation" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY tenant ON "Compensation" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "CustomField" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "CustomField" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "DashboardSum" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "DashboardSum" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY tenant ON "DashboardSum" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "ErasedApplication" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "ErasedApplication" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "GreenhouseApproval" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "GreenhouseApproval" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY tenant ON "GreenhouseApproval" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "GreenhouseReference" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "GreenhouseReference" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "GreenhouseToken" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "GreenhouseToken" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY tenant ON "GreenhouseToken" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "GreenhouseTokenRenewal" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "GreenhouseTokenRenewal" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "GreenhouseWebhook" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "GreenhouseWebhook" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY lookup_webhook ON "GreenhouseWebhook" FOR SELECT TO public
  USING (("integrationId" = (NULLIF(current_setting('app.lookup_webhook'::text, true), ''::text))::uuid));
CREATE POLICY tenant ON "GreenhouseWebhook" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "HireAlert" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "HireAlert" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "HireEvent" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "HireEvent" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "Invitation" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "Invitation" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY lookup_invitation ON "Invitation" FOR SELECT TO public
  USING ((id = (NULLIF(current_setting('app.lookup_invitation'::text, true), ''::text))::uuid));
CREATE POLICY lookup_token ON "Invitation" FOR SELECT TO public
  USING (("tokenHash" = decode(NULLIF(current_setting('app.lookup_token_hash'::text, true), ''::text), 'hex'::text)));
CREATE POLICY tenant ON "Invitation" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "KnownRejection" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "KnownRejection" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "ListLayout" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "ListLayout" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "NewHire" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "NewHire" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY search ON "NewHire" FOR SELECT TO emptrust_search
  USING (true);
CREATE POLICY tenant ON "NewHire" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "NewHireCount" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "NewHireCount" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY tenant ON "NewHireCount" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "Notice" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "Notice" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY tenant ON "Notice" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "NoticeMute" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "NoticeMute" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "Offer" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "Offer" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "Organization" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "Organization" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY lookup_directory ON "Organization" FOR SELECT TO public
  USING ((current_setting('app.lookup_directory'::text, true) = 'on'::text));
CREATE POLICY lookup_name ON "Organization" FOR SELECT TO public
  USING ((name = NULLIF(current_setting('app.lookup_organization_name'::text, true), ''::text)));
CREATE POLICY own ON "Organization" FOR SELECT TO public
  USING ((id IN ( SELECT u."organizationId"
   FROM "User" u
  WHERE (u."accountId" = ( SELECT current_account() AS current_account)))));
CREATE POLICY tenant ON "Organization" FOR ALL TO public
  USING ((id = ( SELECT current_organization() AS current_organization)))
  WITH CHECK ((id = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "OrganizationLogo" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "OrganizationLogo" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "OrganizationSetting" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "OrganizationSetting" FOR SELECT TO emptrust_figures
  USING ((name = 'retention'::"SettingName"));
CREATE POLICY tenant ON "OrganizationSetting" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "PartnerIntegration" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "PartnerIntegration" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY tenant ON "PartnerIntegration" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "Passkey" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY lookup_passkey ON "Passkey" FOR SELECT TO public
  USING (("credentialId" = NULLIF(current_setting('app.lookup_passkey'::text, true), ''::text)));
CREATE POLICY own ON "Passkey" FOR ALL TO public
  USING (("accountId" = ( SELECT current_account() AS current_account)))
  WITH CHECK (("accountId" = ( SELECT current_account() AS current_account)));
CREATE POLICY backup ON "RecoveryCode" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY own ON "RecoveryCode" FOR ALL TO public
  USING (("accountId" = ( SELECT current_account() AS current_account)))
  WITH CHECK (("accountId" = ( SELECT current_account() AS current_account)));
CREATE POLICY backup ON "RejectedOffer" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "RejectedOffer" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "RememberedDevice" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY own ON "RememberedDevice" FOR ALL TO public
  USING (("accountId" = ( SELECT current_account() AS current_account)))
  WITH CHECK (("accountId" = ( SELECT current_account() AS current_account)));
CREATE POLICY backup ON "SavedView" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "SavedView" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "Session" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY own ON "Session" FOR ALL TO public
  USING (("accountId" = ( SELECT current_account() AS current_account)))
  WITH CHECK (("accountId" = ( SELECT current_account() AS current_account)));
CREATE POLICY tenant ON "Session" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "SsoConnection" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "SsoConnection" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY tenant ON "SsoConnection" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "SsoDomain" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY lookup_sso_domain ON "SsoDomain" FOR SELECT TO public
  USING ((("verifiedAt" IS NOT NULL) AND (domain = NULLIF(current_setting('app.lookup_sso_domain'::text, true), ''::text))));
CREATE POLICY tenant ON "SsoDomain" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "SsoIdentity" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY tenant ON "SsoIdentity" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "SsoLogin" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY lookup_sso_state ON "SsoLogin" FOR SELECT TO public
  USING (("stateHash" = decode(NULLIF(current_setting('app.lookup_sso_state_hash'::text, true), ''::text), 'hex'::text)));
CREATE POLICY tenant ON "SsoLogin" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "SyncRun" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "SyncRun" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY tenant ON "SyncRun" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "SyncSchedule" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY lookup_due_syncs ON "SyncSchedule" FOR SELECT TO public
  USING ((current_setting('app.lookup_due_syncs'::text, true) = 'on'::text));
CREATE POLICY tenant ON "SyncSchedule" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));
CREATE POLICY backup ON "TotpFactor" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "TotpFactor" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY own ON "TotpFactor" FOR ALL TO public
  USING (("accountId" = ( SELECT current_account() AS current_account)))
  WITH CHECK (("accountId" = ( SELECT current_account() AS current_account)));
CREATE POLICY backup ON "User" FOR SELECT TO emptrust_backup
  USING (true);
CREATE POLICY figures ON "User" FOR SELECT TO emptrust_figures
  USING (true);
CREATE POLICY lookup_email ON "User" FOR SELECT TO public
  USING ((email = NULLIF(current_setting('app.lookup_email'::text, true), ''::text)));
CREATE POLICY lookup_join_token ON "User" FOR SELECT TO public
  USING (("joinTokenHash" = decode(NULLIF(current_setting('app.lookup_join_token_hash'::text, true), ''::text), 'hex'::text)));
CREATE POLICY own ON "User" FOR SELECT TO public
  USING (("accountId" = ( SELECT current_account() AS current_account)));
CREATE POLICY tenant ON "User" FOR ALL TO public
  USING (("organizationId" = ( SELECT current_organization() AS current_organization)))
  WITH CHECK (("organizationId" = ( SELECT current_organization() AS current_organization)));

-- Grants

GRANT USAGE ON SCHEMA public TO emptrust_app;
GRANT USAGE ON SCHEMA public TO emptrust_audit;
GRANT USAGE ON SCHEMA public TO emptrust_backup;
GRANT USAGE ON SCHEMA public TO emptrust_figures;
GRANT USAGE ON SCHEMA public TO emptrust_search;
GRANT DELETE, INSERT, SELECT, UPDATE ON "AcceptedApplication" TO emptrust_app;
GRANT SELECT ON "AcceptedApplication" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "Account" TO emptrust_app;
GRANT SELECT ON "Account" TO emptrust_backup;
GRANT INSERT, SELECT ON "AuditEntry" TO emptrust_app;
GRANT SELECT ON "AuditEntry" TO emptrust_audit;
GRANT SELECT ON "AuditEntry" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "AuditStream" TO emptrust_app;
GRANT SELECT ON "AuditStream" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "BulkAction" TO emptrust_app;
GRANT SELECT ON "BulkAction" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "BulkActionRow" TO emptrust_app;
GRANT SELECT ON "BulkActionRow" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "Compensation" TO emptrust_app;
GRANT SELECT ON "Compensation" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "CustomField" TO emptrust_app;
GRANT SELECT ON "CustomField" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "DashboardSum" TO emptrust_app;
GRANT SELECT ON "DashboardSum" TO emptrust_backup;
GRANT SELECT ON "DashboardSum_id_seq" TO emptrust_backup;
GRANT USAGE ON "DashboardSum_id_seq" TO emptrust_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON "ErasedApplication" TO emptrust_app;
GRANT SELECT ON "ErasedApplication" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "FactorChallenge" TO emptrust_app;
GRANT SELECT ON "FactorChallenge" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "GreenhouseApproval" TO emptrust_app;
GRANT SELECT ON "GreenhouseApproval" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "GreenhouseReference" TO emptrust_app;
GRANT SELECT ON "GreenhouseReference" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "GreenhouseToken" TO emptrust_app;
GRANT SELECT ON "GreenhouseToken" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "GreenhouseTokenRenewal" TO emptrust_app;
GRANT SELECT ON "GreenhouseTokenRenewal" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "GreenhouseWebhook" TO emptrust_app;
GRANT SELECT ON "GreenhouseWebhook" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "HireAlert" TO emptrust_app;
GRANT SELECT ON "HireAlert" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "HireEvent" TO emptrust_app;
GRANT SELECT ON "HireEvent" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "Invitation" TO emptrust_app;
GRANT SELECT ON "Invitation" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "KnownRejection" TO emptrust_app;
GRANT SELECT ON "KnownRejection" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "ListLayout" TO emptrust_app;
GRANT SELECT ON "ListLayout" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "NewHire" TO emptrust_app;
GRANT SELECT ON "NewHire" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "NewHireCount" TO emptrust_app;
GRANT SELECT ON "NewHireCount" TO emptrust_backup;
GRANT SELECT ON "NewHireCount_id_seq" TO emptrust_backup;
GRANT USAGE ON "NewHireCount_id_seq" TO emptrust_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON "Notice" TO emptrust_app;
GRANT SELECT ON "Notice" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "NoticeMute" TO emptrust_app;
GRANT SELECT ON "NoticeMute" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "Offer" TO emptrust_app;
GRANT SELECT ON "Offer" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "Organization" TO emptrust_app;
GRANT SELECT ON "Organization" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "OrganizationLogo" TO emptrust_app;
GRANT SELECT ON "OrganizationLogo" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "OrganizationSetting" TO emptrust_app;
GRANT SELECT ON "OrganizationSetting" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "PartnerIntegration" TO emptrust_app;
GRANT SELECT ON "PartnerIntegration" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "Passkey" TO emptrust_app;
GRANT SELECT ON "Passkey" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "ProviderEventCount" TO emptrust_app;
GRANT SELECT ON "ProviderEventCount" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "RateLimit" TO emptrust_app;
GRANT SELECT ON "RateLimit" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "RecoveryCode" TO emptrust_app;
GRANT SELECT ON "RecoveryCode" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "RejectedOffer" TO emptrust_app;
GRANT SELECT ON "RejectedOffer" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "RememberedDevice" TO emptrust_app;
GRANT SELECT ON "RememberedDevice" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "SavedView" TO emptrust_app;
GRANT SELECT ON "SavedView" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "Session" TO emptrust_app;
GRANT SELECT ON "Session" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "SsoConnection" TO emptrust_app;
GRANT SELECT ON "SsoConnection" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "SsoDomain" TO emptrust_app;
GRANT SELECT ON "SsoDomain" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "SsoIdentity" TO emptrust_app;
GRANT SELECT ON "SsoIdentity" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "SsoLogin" TO emptrust_app;
GRANT SELECT ON "SsoLogin" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "SyncRun" TO emptrust_app;
GRANT SELECT ON "SyncRun" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "SyncSchedule" TO emptrust_app;
GRANT SELECT ON "SyncSchedule" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "TotpFactor" TO emptrust_app;
GRANT SELECT ON "TotpFactor" TO emptrust_backup;
GRANT DELETE, INSERT, SELECT, UPDATE ON "User" TO emptrust_app;
GRANT SELECT ON "User" TO emptrust_backup;
GRANT UPDATE (changes) ON "AuditEntry" TO emptrust_audit;
GRANT UPDATE (digest) ON "AuditEntry" TO emptrust_audit;
GRANT UPDATE ("erasedAt") ON "AuditEntry" TO emptrust_audit;
GRANT UPDATE (hash) ON "AuditEntry" TO emptrust_audit;
GRANT SELECT ("organizationId") ON "AuditEntry" TO emptrust_figures;
GRANT UPDATE (salt) ON "AuditEntry" TO emptrust_audit;
GRANT SELECT (sequence) ON "AuditEntry" TO emptrust_figures;
GRANT UPDATE (sequence) ON "AuditEntry" TO emptrust_audit;
GRANT SELECT ("organizationId") ON "AuditStream" TO emptrust_figures;
GRANT SELECT (sequence) ON "AuditStream" TO emptrust_figures;
GRANT SELECT ("organizationId") ON "Compensation" TO emptrust_figures;
GRANT SELECT ("valuesSealed") ON "Compensation" TO emptrust_figures;
GRANT SELECT ("isFolded") ON "DashboardSum" TO emptrust_figures;
GRANT SELECT ("organizationId") ON "DashboardSum" TO emptrust_figures;
GRANT SELECT ("expiresAt") ON "GreenhouseApproval" TO emptrust_figures;
GRANT SELECT ("organizationId") ON "GreenhouseApproval" TO emptrust_figures;
GRANT SELECT ("verifierSealed") ON "GreenhouseApproval" TO emptrust_figures;
GRANT SELECT ("accessSealed") ON "GreenhouseToken" TO emptrust_figures;
GRANT SELECT ("integrationId") ON "GreenhouseToken" TO emptrust_figures;
GRANT SELECT ("organizationId") ON "GreenhouseToken" TO emptrust_figures;
GRANT SELECT ("refreshSealed") ON "GreenhouseToken" TO emptrust_figures;
GRANT SELECT ("renewedAt") ON "GreenhouseToken" TO emptrust_figures;
GRANT SELECT ("organizationId") ON "GreenhouseWebhook" TO emptrust_figures;
GRANT SELECT ("secretSealed") ON "GreenhouseWebhook" TO emptrust_figures;
GRANT SELECT ("createdAt") ON "Invitation" TO emptrust_figures;
GRANT SELECT ("expiresAt") ON "Invitation" TO emptrust_figures;
GRANT SELECT ("organizationId") ON "Invitation" TO emptrust_figures;
GRANT SELECT ("serverTrouble") ON "Invitation" TO emptrust_figures;
GRANT SELECT (status) ON "Invitation" TO emptrust_figures;
GRANT SELECT ("tokenKeyId") ON "Invitation" TO emptrust_figures;
GRANT SELECT (attention) ON "NewHire" TO emptrust_figures;
GRANT SELECT (attention) ON "NewHire" TO emptrust_search;
GRANT SELECT ("eraseAt") ON "NewHire" TO emptrust_figures;
GRANT SELECT (id) ON "NewHire" TO emptrust_search;
GRANT SELECT ("missingFields") ON "NewHire" TO emptrust_search;
GRANT SELECT ("missingOwn") ON "NewHire" TO emptrust_search;
GRANT SELECT ("organizationId") ON "NewHire" TO emptrust_figures;
GRANT SELECT ("organizationId") ON "NewHire" TO emptrust_search;
GRANT SELECT ("ownValues") ON "NewHire" TO emptrust_search;
GRANT SELECT ("searchText") ON "NewHire" TO emptrust_search;
GRANT SELECT ("sendOn") ON "NewHire" TO emptrust_figures;
GRANT SELECT ("startKey") ON "NewHire" TO emptrust_figures;
GRANT SELECT ("statusSince") ON "NewHire" TO emptrust_figures;
GRANT SELECT ("suspendedAt") ON "NewHire" TO emptrust_figures;
GRANT SELECT ("suspendedUntil") ON "NewHire" TO emptrust_figures;
GRANT SELECT (tab) ON "NewHire" TO emptrust_figures;
GRANT SELECT ("updatedAt") ON "NewHire" TO emptrust_figures;
GRANT SELECT (key) ON "NewHireCount" TO emptrust_figures;
GRANT SELECT ("organizationId") ON "NewHireCount" TO emptrust_figures;
GRANT SELECT ("closedAt") ON "Notice" TO emptrust_figures;
GRANT SELECT ("organizationId") ON "Notice" TO emptrust_figures;
GRANT SELECT (id) ON "Organization" TO emptrust_figures;
GRANT SELECT (name) ON "OrganizationSetting" TO emptrust_figures;
GRANT SELECT ("organizationId") ON "OrganizationSetting" TO emptrust_figures;
GRANT SELECT (value) ON "OrganizationSetting" TO emptrust_figures;
GRANT SELECT ("clockSkewSeconds") ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT ("createdAt") ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT ("credentialSealed") ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT ("formerKeySealed") ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT ("grant") ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT (id) ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT ("offersWatermark") ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT ("organizationId") ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT (status) ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT ("verifiedAt") ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT ("webhooksCheckedAt") ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT ("clientSecretSealed") ON "SsoConnection" TO emptrust_figures;
GRANT SELECT ("organizationId") ON "SsoConnection" TO emptrust_figures;
GRANT SELECT ("createdAt") ON "SyncRun" TO emptrust_figures;
GRANT SELECT ("finishedAt") ON "SyncRun" TO emptrust_figures;
GRANT SELECT ("integrationId") ON "SyncRun" TO emptrust_figures;
GRANT SELECT ("organizationId") ON "SyncRun" TO emptrust_figures;
GRANT SELECT (status) ON "SyncRun" TO emptrust_figures;
GRANT SELECT (trigger) ON "SyncRun" TO emptrust_figures;
GRANT SELECT ("accountId") ON "TotpFactor" TO emptrust_figures;
GRANT SELECT ("secretSealed") ON "TotpFactor" TO emptrust_figures;
GRANT SELECT ("incompleteHireEmails") ON "User" TO emptrust_figures;
GRANT SELECT ("organizationId") ON "User" TO emptrust_figures;
GRANT SELECT ("weeklyDigest") ON "User" TO emptrust_figures;
GRANT EXECUTE ON FUNCTION accounts_with_sealed_texts() TO emptrust_app;
GRANT EXECUTE ON FUNCTION audit_digest(bytea,jsonb) TO PUBLIC;
GRANT EXECUTE ON FUNCTION audit_link(bytea,"AuditEntry") TO PUBLIC;
GRANT EXECUTE ON FUNCTION count_new_hires() TO PUBLIC;
GRANT EXECUTE ON FUNCTION current_account() TO PUBLIC;
GRANT EXECUTE ON FUNCTION current_organization() TO PUBLIC;
GRANT EXECUTE ON FUNCTION erase_audit_changes(text) TO emptrust_app;
GRANT EXECUTE ON FUNCTION installation_figures() TO emptrust_app;
GRANT EXECUTE ON FUNCTION installation_totals() TO emptrust_app;
GRANT EXECUTE ON FUNCTION matching_new_hires(text,text,text,integer) TO emptrust_app;
GRANT EXECUTE ON FUNCTION new_hires_matching_any(text,text[],text[],integer) TO emptrust_app;
GRANT EXECUTE ON FUNCTION new_hires_matching_any(text,text[],text[],jsonb,integer) TO emptrust_app;
GRANT EXECUTE ON FUNCTION organizations_with_work(text,timestamp with time zone) TO emptrust_app;
GRANT EXECUTE ON FUNCTION own_terms(jsonb,text[]) TO PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_statistics() TO emptrust_app;
GRANT EXECUTE ON FUNCTION remove_account_without_membership() TO PUBLIC;
GRANT EXECUTE ON FUNCTION renew_deliveries(uuid[],uuid[],uuid[],integer) TO emptrust_app;
GRANT EXECUTE ON FUNCTION seal_audit_entries(integer) TO emptrust_app;
GRANT EXECUTE ON FUNCTION sealing_keys() TO emptrust_app;
GRANT EXECUTE ON FUNCTION session_of(uuid,uuid) TO emptrust_app;
GRANT EXECUTE ON FUNCTION session_user_of(uuid,uuid) TO emptrust_app;
GRANT EXECUTE ON FUNCTION stamp_audit_entry() TO PUBLIC;
GRANT EXECUTE ON FUNCTION stamp_status_since() TO PUBLIC;
GRANT EXECUTE ON FUNCTION start_due_syncs(timestamp with time zone,integer,integer) TO emptrust_app;
GRANT EXECUTE ON FUNCTION sum_invitations() TO PUBLIC;
GRANT EXECUTE ON FUNCTION sum_new_hires() TO PUBLIC;
GRANT EXECUTE ON FUNCTION sums_of_hire(text,integer,text[],text[],timestamp with time zone) TO PUBLIC;
GRANT EXECUTE ON FUNCTION sums_of_times(timestamp with time zone,timestamp with time zone,timestamp with time zone) TO PUBLIC;
GRANT EXECUTE ON FUNCTION time_bucket(double precision) TO PUBLIC;
GRANT EXECUTE ON FUNCTION time_of_bucket(integer) TO PUBLIC;
GRANT EXECUTE ON FUNCTION whole_number(jsonb,text) TO PUBLIC;
