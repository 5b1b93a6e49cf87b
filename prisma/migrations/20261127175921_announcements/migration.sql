-- compatible-with: 20261126170616_clock_and_comparison
-- AlterTable
ALTER TABLE "AcceptedApplication" ADD COLUMN     "announcements" INTEGER NOT NULL DEFAULT 0;
