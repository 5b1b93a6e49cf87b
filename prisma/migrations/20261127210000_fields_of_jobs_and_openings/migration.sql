-- compatible-with: 20261126170616_clock_and_comparison
-- AlterEnum
ALTER TYPE "CustomFieldSource" ADD VALUE 'job';
ALTER TYPE "CustomFieldSource" ADD VALUE 'opening';
