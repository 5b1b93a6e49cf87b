-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "mailHeldSince" TIMESTAMPTZ(3);
