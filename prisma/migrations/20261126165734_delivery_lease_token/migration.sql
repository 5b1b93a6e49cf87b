-- A worker that stood still and went on would take its successor's lease for its own.
-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "leaseToken" UUID;
