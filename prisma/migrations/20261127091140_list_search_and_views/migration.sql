-- compatible-with: 20261126170616_clock_and_comparison
-- contracts: nothing that is read: the right to make functions, which the search's own role is given for the one made here, is taken back.
-- AlterTable
ALTER TABLE "SavedView" ADD COLUMN     "sharedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ListLayout" (
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "columns" TEXT[],
    "widths" JSONB NOT NULL DEFAULT '{}',
    "compact" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ListLayout_pkey" PRIMARY KEY ("organizationId","userId")
);

-- AddForeignKey
ALTER TABLE "ListLayout" ADD CONSTRAINT "ListLayout_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListLayout" ADD CONSTRAINT "ListLayout_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "ListLayout" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ListLayout" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ListLayout" USING ("organizationId" = (SELECT current_organization()))
  WITH CHECK ("organizationId" = (SELECT current_organization()));
CREATE POLICY backup ON "ListLayout" FOR SELECT TO emptrust_backup USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "ListLayout" TO emptrust_app;
GRANT SELECT ON "ListLayout" TO emptrust_backup;

-- Search texts that an earlier release wrote have one line, without department and location: the hourly housekeeping finds them here and writes
-- them again, in batches, also those that the former release writes while an upgrade rolls. On a large table, build it by hand first:
-- CREATE INDEX CONCURRENTLY "NewHire_search_stale" ON "NewHire" ("organizationId") WHERE strpos("searchText", chr(10)) = 0;
CREATE INDEX IF NOT EXISTS "NewHire_search_stale" ON "NewHire" ("organizationId") WHERE strpos("searchText", chr(10)) = 0;

-- As matching_new_hires, for any of several values. That one stays for the former release, and for counts of one value.
GRANT USAGE, CREATE ON SCHEMA public TO emptrust_search;
CREATE FUNCTION new_hires_matching_any(pattern text, any_attention text[], any_missing text[], at_most int)
RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  conditions text := '"organizationId" = $1';
BEGIN
  IF pattern IS NOT NULL THEN conditions := conditions || ' AND "searchText" LIKE $2'; END IF;
  IF any_attention IS NOT NULL THEN conditions := conditions || ' AND "attention" && $3'; END IF;
  IF any_missing IS NOT NULL THEN conditions := conditions || ' AND "missingFields" && $4::"HireField"[]'; END IF;
  RETURN QUERY EXECUTE format('SELECT "id" FROM "NewHire" WHERE %s LIMIT $5', conditions)
    USING current_organization(), pattern, any_attention, any_missing, at_most;
END
$$;
ALTER FUNCTION new_hires_matching_any(text, text[], text[], int) OWNER TO emptrust_search;
REVOKE CREATE ON SCHEMA public FROM emptrust_search;
REVOKE ALL ON FUNCTION new_hires_matching_any(text, text[], text[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION new_hires_matching_any(text, text[], text[], int) TO emptrust_app;
