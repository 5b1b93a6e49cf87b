-- compatible-with: 20261126170616_clock_and_comparison
-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "reminders" INTEGER NOT NULL DEFAULT 0;

-- What the clocks look for every minute, so that what is not due is not read. A partial index is used below row-level security whatever its
-- condition is; what is compared within it has to be leakproof: numbers, moments and the status as text. On a large table, build them by hand
-- first, with CREATE INDEX CONCURRENTLY in place of CREATE INDEX IF NOT EXISTS.

-- Whose latest mail may be followed by a reminder.
CREATE INDEX IF NOT EXISTS "Invitation_remindable" ON "Invitation" ("organizationId", "reminders", (CASE WHEN "sentAt" IS NULL THEN "createdAt" ELSE "sentAt" END))
  WHERE "status" IN ('sent', 'expired', 'revoked');
-- Pending hires who are flagged for a close start, and those who are not.
CREATE INDEX IF NOT EXISTS "NewHire_starts_soon" ON "NewHire" ("organizationId", "startKey") WHERE "tab" = 'pending' AND "attention" @> ARRAY['starts_soon'];
CREATE INDEX IF NOT EXISTS "NewHire_starts_later" ON "NewHire" ("organizationId", "startKey") WHERE "tab" = 'pending' AND NOT "attention" @> ARRAY['starts_soon'];
-- Since when hires have a status after which they may be erased.
CREATE INDEX IF NOT EXISTS "NewHire_ended" ON "NewHire" ("organizationId", "tab", (CASE WHEN "statusSince" IS NULL THEN "updatedAt" ELSE "statusSince" END))
  WHERE "tab" IN ('withdrawn', 'started');
-- Hires who are decided again when a setting changed.
CREATE INDEX IF NOT EXISTS "NewHire_open" ON "NewHire" ("organizationId", "id") WHERE "tab" IN ('pending', 'on_hold', 'excluded');
