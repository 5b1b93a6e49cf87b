-- compatible-with: 20261126170616_clock_and_comparison
-- DropIndex
-- What it answers, "Invitation_by_hire" answers as well: a hire's id is never another organization's.
DROP INDEX "Invitation_organizationId_newHireId_createdAt_idx";
