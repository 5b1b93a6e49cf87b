-- CreateEnum
CREATE TYPE "BulkActionKind" AS ENUM ('send', 'set_field', 'ignore', 'restore');

-- CreateEnum
CREATE TYPE "BulkActionStatus" AS ENUM ('queued', 'running', 'succeeded', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "BulkOutcome" AS ENUM ('ok', 'skipped', 'failed');

-- CreateEnum
CREATE TYPE "ChangeSource" AS ENUM ('greenhouse', 'hr');

-- CreateEnum
CREATE TYPE "NoticeCode" AS ENUM ('credential_revoked', 'sync_failing', 'invitations_failing', 'starts_soon_pending');

-- CreateEnum
CREATE TYPE "SettingName" AS ENUM ('required_fields', 'field_mapping', 'import_rules', 'packages', 'sync');

-- CreateEnum
CREATE TYPE "CustomFieldSource" AS ENUM ('candidate', 'offer', 'application');

-- AlterTable
ALTER TABLE "Offer" ADD COLUMN     "customValues" JSONB NOT NULL DEFAULT '{}';

-- Row-level security is forced on the owner, too, who moves everybody's rows here.
ALTER TABLE "Offer" NO FORCE ROW LEVEL SECURITY;
UPDATE "Offer" SET "customValues" = jsonb_build_object('employment_type', "employmentType") WHERE "employmentType" IS NOT NULL;
ALTER TABLE "Offer" FORCE ROW LEVEL SECURITY;
ALTER TABLE "Offer" DROP COLUMN "employmentType";

-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "failedAt" TIMESTAMPTZ(3);
ALTER TABLE "Invitation" NO FORCE ROW LEVEL SECURITY;
UPDATE "Invitation" SET "failedAt" = "endedAt", "endedAt" = NULL WHERE "status" = 'failed';
ALTER TABLE "Invitation" FORCE ROW LEVEL SECURITY;

-- AlterTable
ALTER TABLE "NewHire" ADD COLUMN     "changedBy" "ChangeSource" NOT NULL DEFAULT 'greenhouse',
ADD COLUMN     "takenByHand" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "joinExpiresAt" TIMESTAMPTZ(3),
ADD COLUMN     "joinTokenHash" BYTEA,
ALTER COLUMN "passwordHash" DROP NOT NULL;

-- AlterTable
ALTER TABLE "SyncRun" ADD COLUMN     "preview" JSONB;

-- CreateTable
CREATE TABLE "BulkAction" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "action" "BulkActionKind" NOT NULL,
    "field" "HireField",
    "value" TEXT,
    "filter" JSONB,
    "status" "BulkActionStatus" NOT NULL DEFAULT 'queued',
    "requestedById" UUID NOT NULL,
    "requestedBy" TEXT NOT NULL,
    "total" INTEGER,
    "ok" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BulkAction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkActionRow" (
    "organizationId" UUID NOT NULL,
    "bulkActionId" UUID NOT NULL,
    "newHireId" UUID NOT NULL,
    "outcome" "BulkOutcome",
    "code" TEXT,

    CONSTRAINT "BulkActionRow_pkey" PRIMARY KEY ("organizationId","bulkActionId","newHireId")
);

-- CreateTable
CREATE TABLE "NewHireCount" (
    "id" BIGSERIAL NOT NULL,
    "organizationId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "NewHireCount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "code" "NoticeCode" NOT NULL,
    "count" INTEGER,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "mailedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoticeMute" (
    "organizationId" UUID NOT NULL,
    "noticeId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NoticeMute_pkey" PRIMARY KEY ("organizationId","noticeId","userId")
);

-- CreateTable
CREATE TABLE "OrganizationSetting" (
    "organizationId" UUID NOT NULL,
    "name" "SettingName" NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedBy" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OrganizationSetting_pkey" PRIMARY KEY ("organizationId","name")
);

-- CreateTable
CREATE TABLE "CustomField" (
    "organizationId" UUID NOT NULL,
    "source" "CustomFieldSource" NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "seen" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "CustomField_pkey" PRIMARY KEY ("organizationId","source","key")
);

-- CreateTable
CREATE TABLE "SavedView" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "BulkAction_organizationId_createdAt_idx" ON "BulkAction"("organizationId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "BulkAction_organizationId_id_key" ON "BulkAction"("organizationId", "id");

-- CreateIndex
CREATE INDEX "NewHireCount_organizationId_idx" ON "NewHireCount"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_organizationId_id_key" ON "Notice"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_organizationId_code_key" ON "Notice"("organizationId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "SavedView_organizationId_userId_name_key" ON "SavedView"("organizationId", "userId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "User_joinTokenHash_key" ON "User"("joinTokenHash");

-- AddForeignKey
ALTER TABLE "BulkAction" ADD CONSTRAINT "BulkAction_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkActionRow" ADD CONSTRAINT "BulkActionRow_organizationId_bulkActionId_fkey" FOREIGN KEY ("organizationId", "bulkActionId") REFERENCES "BulkAction"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkActionRow" ADD CONSTRAINT "BulkActionRow_organizationId_newHireId_fkey" FOREIGN KEY ("organizationId", "newHireId") REFERENCES "NewHire"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeMute" ADD CONSTRAINT "NoticeMute_organizationId_noticeId_fkey" FOREIGN KEY ("organizationId", "noticeId") REFERENCES "Notice"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeMute" ADD CONSTRAINT "NoticeMute_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganizationSetting" ADD CONSTRAINT "OrganizationSetting_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomField" ADD CONSTRAINT "CustomField_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Required fields move from the organization to its settings.
ALTER TABLE "Organization" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "OrganizationSetting" ("organizationId", "name", "value", "updatedBy", "updatedAt")
SELECT "id", 'required_fields', jsonb_build_object('fields', to_jsonb("requiredFields")), 'Operator', now()
FROM "Organization" WHERE "requiredFields" <> '{firstName,lastName,personalEmail,jobTitle,startDate}';
ALTER TABLE "Organization" FORCE ROW LEVEL SECURITY;
ALTER TABLE "Organization" DROP COLUMN "requiredFields";

-- What the list is filtered by, and the values that its filters offer.
CREATE INDEX "NewHire_by_job" ON "NewHire" ("organizationId", "jobTitle") WHERE "jobTitle" IS NOT NULL;
CREATE INDEX "NewHire_by_department" ON "NewHire" ("organizationId", "department") WHERE "department" IS NOT NULL;
CREATE INDEX "NewHire_by_location" ON "NewHire" ("organizationId", "location") WHERE "location" IS NOT NULL;
CREATE INDEX "BulkActionRow_to_do" ON "BulkActionRow" ("organizationId", "bulkActionId", "newHireId") WHERE "outcome" IS NULL;

-- Row-level security, as every tenant table has it.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['OrganizationSetting', 'CustomField', 'BulkAction', 'BulkActionRow', 'NewHireCount', 'Notice', 'NoticeMute', 'SavedView']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY tenant ON %I USING ("organizationId" = (SELECT current_organization())) WITH CHECK ("organizationId" = (SELECT current_organization()))', tenant_table);
  END LOOP;
END
$$;
GRANT USAGE ON SEQUENCE "NewHireCount_id_seq" TO emptrust_app;

-- Whoever joins a team presents the token of the mail.
CREATE POLICY lookup_join_token ON "User" FOR SELECT USING ("joinTokenHash" = decode(nullif(current_setting('app.lookup_join_token_hash', true), ''), 'hex'));

-- Counts are sums of changes: exact, and as quick for a million hires as for ten. They are written by the statement that
-- changes the hires, so nobody can forget them; each writer adds rows of its own, so none waits for another.
CREATE FUNCTION count_new_hires() RETURNS trigger LANGUAGE plpgsql AS $$
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
$$;
CREATE TRIGGER count_inserted AFTER INSERT ON "NewHire" REFERENCING NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION count_new_hires();
CREATE TRIGGER count_updated AFTER UPDATE ON "NewHire" REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION count_new_hires();
CREATE TRIGGER count_deleted AFTER DELETE ON "NewHire" REFERENCING OLD TABLE AS rows_before FOR EACH STATEMENT EXECUTE FUNCTION count_new_hires();
ALTER TABLE "NewHire" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "NewHireCount" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "NewHireCount" ("organizationId", "key", "count")
SELECT "organizationId", "status"::text, count(*) FROM "NewHire" GROUP BY 1, 2
UNION ALL
SELECT "organizationId", 'attention', count(*) FROM "NewHire" WHERE "attention" <> '{}' GROUP BY 1;
ALTER TABLE "NewHire" FORCE ROW LEVEL SECURITY;
ALTER TABLE "NewHireCount" FORCE ROW LEVEL SECURITY;

-- Finding by a part of a text, or by a member of a list. PostgreSQL uses no index for either below a row-level security
-- policy, since their operators are not leakproof. So a role that can do nothing else may look for ids, in one function
-- that names the tenant itself; its answer is read through the policy like everything else.
DROP INDEX "NewHire_search";
DROP INDEX "NewHire_attention";
CREATE INDEX "NewHire_search" ON "NewHire" USING gin ("organizationId", "searchText" gin_trgm_ops, "attention", "missingFields");
GRANT SELECT ("organizationId", "id", "searchText", "attention", "missingFields") ON "NewHire" TO emptrust_search;
CREATE POLICY search ON "NewHire" FOR SELECT TO emptrust_search USING (true);
CREATE FUNCTION matching_new_hires(pattern text, wanted_attention text, wanted_missing text, at_most int)
RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  conditions text := '"organizationId" = $1';
BEGIN
  IF pattern IS NOT NULL THEN conditions := conditions || ' AND "searchText" LIKE $2'; END IF;
  IF wanted_attention IS NOT NULL THEN conditions := conditions || ' AND "attention" @> ARRAY[$3]'; END IF;
  IF wanted_missing IS NOT NULL THEN conditions := conditions || ' AND "missingFields" @> ARRAY[$4]::"HireField"[]'; END IF;
  RETURN QUERY EXECUTE format('SELECT "id" FROM "NewHire" WHERE %s LIMIT $5', conditions)
    USING current_organization(), pattern, wanted_attention, wanted_missing, at_most;
END
$$;
GRANT USAGE, CREATE ON SCHEMA public TO emptrust_search;
ALTER FUNCTION matching_new_hires(text, text, text, int) OWNER TO emptrust_search;
REVOKE CREATE ON SCHEMA public FROM emptrust_search;
REVOKE ALL ON FUNCTION matching_new_hires(text, text, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION matching_new_hires(text, text, text, int) TO emptrust_app;
