-- compatible-with: 20261126170616_clock_and_comparison
-- AlterTable
ALTER TABLE "User" ADD COLUMN     "noticeEmails" BOOLEAN NOT NULL DEFAULT true;
