-- compatible-with: 20261126170616_clock_and_comparison
-- AlterEnum
ALTER TYPE "SettingName" ADD VALUE 'compensation';

-- CreateTable
CREATE TABLE "Compensation" (
    "organizationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "applicationId" BIGINT NOT NULL,
    "offerId" BIGINT NOT NULL,
    "valuesSealed" TEXT NOT NULL,

    CONSTRAINT "Compensation_pkey" PRIMARY KEY ("organizationId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Compensation_organizationId_applicationId_offerId_key" ON "Compensation"("organizationId", "applicationId", "offerId");

-- AddForeignKey
ALTER TABLE "Compensation" ADD CONSTRAINT "Compensation_organizationId_applicationId_fkey" FOREIGN KEY ("organizationId", "applicationId") REFERENCES "AcceptedApplication"("organizationId", "applicationId") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Compensation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Compensation" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Compensation" USING ("organizationId" = (SELECT current_organization()))
  WITH CHECK ("organizationId" = (SELECT current_organization()));
CREATE POLICY backup ON "Compensation" FOR SELECT TO emptrust_backup USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "Compensation" TO emptrust_app;
GRANT SELECT ON "Compensation" TO emptrust_backup;

-- For the check of the key ring, which reads one text of each key. There is a text for each hire, so it finds them by index from key to key.
CREATE INDEX "Compensation_key" ON "Compensation" (split_part("valuesSealed", '.', 2), "organizationId");
GRANT SELECT ("organizationId", "valuesSealed") ON "Compensation" TO emptrust_figures;
CREATE POLICY figures ON "Compensation" FOR SELECT TO emptrust_figures USING (true);
CREATE OR REPLACE FUNCTION sealing_keys() RETURNS TABLE ("keyId" text, "table" text, "column" text, "ownerId" uuid, "sealed" text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  place record;
BEGIN
  FOR place IN
    SELECT c.relname, a.attname, o.attname AS owner FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_attribute o ON o.attrelid = c.oid AND o.attname IN ('organizationId', 'accountId')
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname LIKE '%Sealed' AND NOT a.attisdropped
  LOOP
    RETURN QUERY EXECUTE format(
      'WITH RECURSIVE found AS (
         (SELECT split_part(%1$I, ''.'', 2) AS key, %5$I AS owner, %1$I AS text FROM %2$I
          WHERE %1$I IS NOT NULL ORDER BY split_part(%1$I, ''.'', 2), %5$I LIMIT 1)
         UNION ALL
         SELECT further.* FROM found CROSS JOIN LATERAL (
           SELECT split_part(%1$I, ''.'', 2), %5$I, %1$I FROM %2$I
           WHERE %1$I IS NOT NULL AND split_part(%1$I, ''.'', 2) > found.key ORDER BY split_part(%1$I, ''.'', 2), %5$I LIMIT 1
         ) further
       ) SELECT key, %3$L::text, %4$L::text, owner, text FROM found',
      place.attname, place.relname, place.relname::text, place.attname::text, place.owner);
  END LOOP;
  RETURN QUERY SELECT DISTINCT i."tokenKeyId", 'Invitation', 'tokenKeyId', NULL::uuid, NULL::text FROM "Invitation" i WHERE i."status" = 'queued';
END
$$;
