-- compatible-with: 20261126170616_clock_and_comparison
-- AlterTable
-- Where the index below was built by hand first, the column is there already.
ALTER TABLE "SyncRun" ADD COLUMN IF NOT EXISTS "quiet" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "KnownRejection" (
    "organizationId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KnownRejection_pkey" PRIMARY KEY ("organizationId","kind","recordId")
);

-- AddForeignKey
ALTER TABLE "KnownRejection" ADD CONSTRAINT "KnownRejection_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The runs that are shown one by one. On a large table it is built by hand first (docs/OPERATIONS.md).
CREATE INDEX IF NOT EXISTS "SyncRun_loud" ON "SyncRun"("organizationId", "createdAt" DESC, "id" DESC) WHERE NOT "quiet";

-- Row-level security, as every tenant table has it.
ALTER TABLE "KnownRejection" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "KnownRejection" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "KnownRejection" USING ("organizationId" = (SELECT current_organization())) WITH CHECK ("organizationId" = (SELECT current_organization()));
CREATE POLICY backup ON "KnownRejection" FOR SELECT TO emptrust_backup USING (true);
