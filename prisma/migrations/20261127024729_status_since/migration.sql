-- compatible-with: 20261126170616_clock_and_comparison
-- AlterEnum
ALTER TYPE "SettingName" ADD VALUE 'retention';

-- AlterTable
ALTER TABLE "NewHire" ADD COLUMN     "statusSince" TIMESTAMPTZ(3);

-- Since when a hire has its status, which decides when it is erased: kept by the database, so that the former release keeps it as well.
-- A row that was there before gets its last change at its first one after: a status is at least as old, so nobody is erased too early.
CREATE FUNCTION stamp_status_since() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW."statusSince" := coalesce(NEW."statusSince", now());
  ELSIF NEW."status" <> OLD."status" THEN
    NEW."statusSince" := now();
  ELSE
    NEW."statusSince" := OLD."updatedAt";
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER status_since_inserted BEFORE INSERT ON "NewHire" FOR EACH ROW EXECUTE FUNCTION stamp_status_since();
CREATE TRIGGER status_since_updated BEFORE UPDATE ON "NewHire" FOR EACH ROW
  WHEN (NEW."status" <> OLD."status" OR (OLD."statusSince" IS NULL AND NEW."statusSince" IS NULL)) EXECUTE FUNCTION stamp_status_since();
