-- compatible-with: 20261126170616_clock_and_comparison
ALTER TYPE "Role" ADD VALUE 'viewer';
