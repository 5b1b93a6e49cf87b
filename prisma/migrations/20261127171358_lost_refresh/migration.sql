-- compatible-with: 20261126170616_clock_and_comparison
-- AlterTable
ALTER TABLE "GreenhouseToken" ADD COLUMN     "refreshLostAt" TIMESTAMPTZ(3);
