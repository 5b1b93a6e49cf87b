-- "Ignored" is called "excluded" everywhere from now on: status, attention, counts, bulk actions, saved views, audit log.
ALTER TYPE "HireStatus" RENAME VALUE 'ignored' TO 'excluded';
ALTER TYPE "BulkActionKind" RENAME VALUE 'ignore' TO 'exclude';
ALTER TYPE "BulkActionKind" RENAME VALUE 'restore' TO 'include';
ALTER TABLE "NewHire" RENAME COLUMN "takenByHand" TO "includedByHr";
-- From PostgreSQL 18 on, NOT NULL is a constraint with a name made from the column's.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_constraint WHERE conname = 'NewHire_takenByHand_not_null') THEN
    ALTER TABLE "NewHire" RENAME CONSTRAINT "NewHire_takenByHand_not_null" TO "NewHire_includedByHr_not_null";
  END IF;
END
$$;

-- The status as text is generated, so its column is made again, with the indexes that begin with it.
DROP INDEX "NewHire_by_start", "NewHire_by_name", "NewHire_by_update", "NewHire_by_creation";
ALTER TABLE "NewHire" DROP COLUMN "tab";
ALTER TABLE "NewHire" ADD COLUMN "tab" TEXT GENERATED ALWAYS AS (
  CASE "status"
    WHEN 'pending' THEN 'pending'
    WHEN 'on_hold' THEN 'on_hold'
    WHEN 'invited' THEN 'invited'
    WHEN 'started' THEN 'started'
    WHEN 'withdrawn' THEN 'withdrawn'
    ELSE 'excluded'
  END
) STORED;
CREATE INDEX "NewHire_by_start" ON "NewHire" ("organizationId", "tab", "startKey", "id");
CREATE INDEX "NewHire_by_name" ON "NewHire" ("organizationId", "tab", "nameKey", "id");
CREATE INDEX "NewHire_by_update" ON "NewHire" ("organizationId", "tab", "updatedAt", "id");
CREATE INDEX "NewHire_by_creation" ON "NewHire" ("organizationId", "tab", "createdAt", "id");

-- Row-level security is forced on the owner, too, who changes every organization's rows here.
ALTER TABLE "NewHire" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "NewHireCount" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "BulkAction" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "BulkActionRow" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "SavedView" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "AuditEntry" NO FORCE ROW LEVEL SECURITY;
UPDATE "NewHire" SET "attention" = array_replace("attention", 'ignored_by_hr', 'excluded_by_hr') WHERE 'ignored_by_hr' = ANY ("attention");
UPDATE "NewHireCount" SET "key" = 'excluded' WHERE "key" = 'ignored';
UPDATE "BulkAction" SET "filter" = "filter" || '{"status": "excluded"}' WHERE "filter" ->> 'status' = 'ignored';
UPDATE "BulkAction" SET "filter" = "filter" || '{"attention": "excluded_by_hr"}' WHERE "filter" ->> 'attention' = 'ignored_by_hr';
UPDATE "BulkActionRow" SET "code" = replace("code", 'ignored', 'excluded') WHERE "code" IN ('ignored', 'not_ignored');
UPDATE "SavedView" SET "query" = replace(replace("query", 'status=ignored', 'status=excluded'), 'attention=ignored_by_hr', 'attention=excluded_by_hr') WHERE "query" LIKE '%ignored%';
UPDATE "AuditEntry" SET "action" = CASE "action"
    WHEN 'new_hire.ignored' THEN 'new_hire.excluded'
    WHEN 'new_hire.restored' THEN 'new_hire.included'
    WHEN 'duplicate.ignore' THEN 'duplicate.exclude'
    WHEN 'bulk_action.ignore' THEN 'bulk_action.exclude'
    ELSE 'bulk_action.include'
  END
  WHERE "action" IN ('new_hire.ignored', 'new_hire.restored', 'duplicate.ignore', 'bulk_action.ignore', 'bulk_action.restore');
ALTER TABLE "AuditEntry" FORCE ROW LEVEL SECURITY;
ALTER TABLE "SavedView" FORCE ROW LEVEL SECURITY;
ALTER TABLE "BulkActionRow" FORCE ROW LEVEL SECURITY;
ALTER TABLE "BulkAction" FORCE ROW LEVEL SECURITY;
ALTER TABLE "NewHireCount" FORCE ROW LEVEL SECURITY;
ALTER TABLE "NewHire" FORCE ROW LEVEL SECURITY;
