-- compatible-with: 20261126170616_clock_and_comparison
-- CreateEnum
CREATE TYPE "IncompleteHireEmails" AS ENUM ('each', 'daily', 'none');

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "digestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "incompleteHireEmails" "IncompleteHireEmails" NOT NULL DEFAULT 'none',
ADD COLUMN     "weeklyDigest" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "HireAlert" (
    "organizationId" UUID NOT NULL,
    "newHireId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "HireAlert_pkey" PRIMARY KEY ("organizationId","newHireId","userId")
);

-- CreateIndex
CREATE INDEX "HireAlert_organizationId_userId_settledAt_at_idx" ON "HireAlert"("organizationId", "userId", "settledAt", "at");

-- AddForeignKey
ALTER TABLE "HireAlert" ADD CONSTRAINT "HireAlert_organizationId_newHireId_fkey" FOREIGN KEY ("organizationId", "newHireId") REFERENCES "NewHire"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HireAlert" ADD CONSTRAINT "HireAlert_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Row-level security, as every tenant table has it.
ALTER TABLE "HireAlert" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "HireAlert" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "HireAlert" USING ("organizationId" = (SELECT current_organization())) WITH CHECK ("organizationId" = (SELECT current_organization()));
CREATE POLICY backup ON "HireAlert" FOR SELECT TO emptrust_backup USING (true);
