-- compatible-with: 20261126170616_clock_and_comparison
-- AlterEnum
ALTER TYPE "SettingName" ADD VALUE 'branding';

-- CreateTable
CREATE TABLE "OrganizationLogo" (
    "organizationId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "png" BYTEA NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OrganizationLogo_pkey" PRIMARY KEY ("organizationId","id")
);

-- AddForeignKey
ALTER TABLE "OrganizationLogo" ADD CONSTRAINT "OrganizationLogo_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "OrganizationLogo" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OrganizationLogo" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "OrganizationLogo"
  USING ("organizationId" = (SELECT current_organization()))
  WITH CHECK ("organizationId" = (SELECT current_organization()));
CREATE POLICY backup ON "OrganizationLogo" FOR SELECT TO emptrust_backup USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "OrganizationLogo" TO emptrust_app;
GRANT SELECT ON "OrganizationLogo" TO emptrust_backup;
