-- compatible-with: 20261126170616_clock_and_comparison
-- CreateEnum
CREATE TYPE "IncompleteHireEmails" AS ENUM ('each', 'daily', 'none');

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "incompleteHireEmails" "IncompleteHireEmails" NOT NULL DEFAULT 'none',
ADD COLUMN     "timeZone" TEXT,
ADD COLUMN     "weeklyDigest" BOOLEAN NOT NULL DEFAULT false;
