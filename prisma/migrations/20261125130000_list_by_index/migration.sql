-- Below a row-level security policy PostgreSQL uses an index only for comparisons that are leakproof: equality of texts is, their order
-- is not, and of enums neither. So the list is walked by columns that the database keeps beside the ones that are written: the
-- status as text, the start date as a number (20270503), the name as bytes, whose order is that of the code points.
ALTER TABLE "NewHire" ADD COLUMN "tab" TEXT GENERATED ALWAYS AS (
  CASE "status"
    WHEN 'pending' THEN 'pending'
    WHEN 'on_hold' THEN 'on_hold'
    WHEN 'invited' THEN 'invited'
    WHEN 'started' THEN 'started'
    WHEN 'withdrawn' THEN 'withdrawn'
    ELSE 'ignored'
  END
) STORED,
ADD COLUMN "startKey" INTEGER GENERATED ALWAYS AS (CASE WHEN "startDate" IS NULL THEN 99991231 ELSE replace("startDate", '-', '')::int END) STORED,
ADD COLUMN "nameKey" BYTEA GENERATED ALWAYS AS (CASE WHEN "sortName" IS NULL THEN '\xff'::bytea ELSE replace("sortName", '\', '\\')::bytea END) STORED;
DROP INDEX "NewHire_by_start";
DROP INDEX "NewHire_by_name";
DROP INDEX "NewHire_by_update";
DROP INDEX "NewHire_by_creation";
CREATE INDEX "NewHire_by_start" ON "NewHire" ("organizationId", "tab", "startKey", "id");
CREATE INDEX "NewHire_by_name" ON "NewHire" ("organizationId", "tab", "nameKey", "id");
CREATE INDEX "NewHire_by_update" ON "NewHire" ("organizationId", "tab", "updatedAt", "id");
CREATE INDEX "NewHire_by_creation" ON "NewHire" ("organizationId", "tab", "createdAt", "id");
CREATE INDEX "NewHire_by_employment_type" ON "NewHire" ("organizationId", "employmentType") WHERE "employmentType" IS NOT NULL;

-- An invitation may be seen for several reasons (its organization, its token, its signed id), and an index that begins with the
-- organization serves none of them alone. Whose invitations are wanted is known by the hire.
CREATE INDEX "Invitation_by_hire" ON "Invitation" ("newHireId", "createdAt");
