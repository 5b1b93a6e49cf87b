-- lower() is not leakproof, so below a row-level security policy an index on it is never used, and every portion of a sync read all of
-- an organization's hires to find those with the same address. Equality of a column that the database keeps itself is (see `list_by_index`).
ALTER TABLE "NewHire" ADD COLUMN "addressKey" TEXT GENERATED ALWAYS AS (lower("personalEmail")) STORED;
DROP INDEX "NewHire_same_address";
CREATE INDEX "NewHire_same_address" ON "NewHire" ("organizationId", "addressKey") WHERE "addressKey" IS NOT NULL;
