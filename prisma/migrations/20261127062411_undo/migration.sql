-- compatible-with: 20261126170616_clock_and_comparison
-- AlterTable
ALTER TABLE "BulkAction" ADD COLUMN     "reasons" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "undoesId" UUID;

-- AlterTable
ALTER TABLE "BulkActionRow" ADD COLUMN     "changeId" UUID;

-- What happened to one subject. On a large log it is built by hand first, with CONCURRENTLY.
CREATE INDEX IF NOT EXISTS "AuditEntry_organizationId_subject_id_idx" ON "AuditEntry"("organizationId", "subject", "id");

-- CreateIndex
CREATE INDEX "BulkAction_organizationId_undoesId_idx" ON "BulkAction"("organizationId", "undoesId");
