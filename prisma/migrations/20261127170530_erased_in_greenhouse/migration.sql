-- compatible-with: 20261126170616_clock_and_comparison
-- CreateEnum
CREATE TYPE "Gone" AS ENUM ('person', 'application');

-- AlterEnum
ALTER TYPE "HireEventKind" ADD VALUE 'erased_there';

-- AlterTable
ALTER TABLE "AcceptedApplication" ADD COLUMN     "announcedGone" "Gone";

-- AlterTable
ALTER TABLE "NewHire" ADD COLUMN     "eraseAt" TIMESTAMPTZ(3),
ADD COLUMN     "erasedThereAt" TIMESTAMPTZ(3);

-- Who is due to be erased.
CREATE INDEX "NewHire_eraseAt" ON "NewHire" ("organizationId", "eraseAt") WHERE "eraseAt" IS NOT NULL;
