-- compatible-with: 20261126170616_clock_and_comparison
-- AlterEnum
ALTER TYPE "HireEventKind" ADD VALUE 'noted_there';
