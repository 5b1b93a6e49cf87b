-- compatible-with: 20261126170616_clock_and_comparison
ALTER TYPE "HireEventKind" ADD VALUE 'suspended';
ALTER TYPE "HireEventKind" ADD VALUE 'resumed';

ALTER TYPE "NoticeCode" ADD VALUE 'hires_suspended';

ALTER TYPE "SettingName" ADD VALUE 'greenhouse';

ALTER TABLE "NewHire" ADD COLUMN "keptByHr" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "statusBefore" "HireStatus",
ADD COLUMN "suspendedAt" TIMESTAMPTZ(3),
ADD COLUMN "suspendedUntil" TIMESTAMPTZ(3);

-- Who is due to be withdrawn.
CREATE INDEX "NewHire_suspended" ON "NewHire" ("organizationId", "suspendedUntil") WHERE "suspendedUntil" IS NOT NULL;
