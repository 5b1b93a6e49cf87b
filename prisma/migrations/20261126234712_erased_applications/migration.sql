-- compatible-with: 20261126170616_clock_and_comparison
-- CreateTable
CREATE TABLE "ErasedApplication" (
    "organizationId" UUID NOT NULL,
    "applicationId" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ErasedApplication_pkey" PRIMARY KEY ("organizationId","applicationId")
);

-- AddForeignKey
ALTER TABLE "ErasedApplication" ADD CONSTRAINT "ErasedApplication_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Row-level security, as every tenant table has it.
ALTER TABLE "ErasedApplication" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ErasedApplication" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ErasedApplication" USING ("organizationId" = (SELECT current_organization())) WITH CHECK ("organizationId" = (SELECT current_organization()));
CREATE POLICY backup ON "ErasedApplication" FOR SELECT TO emptrust_backup USING (true);
