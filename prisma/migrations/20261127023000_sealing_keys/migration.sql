-- compatible-with: 20261126170616_clock_and_comparison
-- contracts: nothing of the former release; it takes back what it gave to its own role and function itself
-- Which keys of the ring are needed, over all organizations: for each key and sealed column one sealed text, to see whether the ring opens
-- it, and for each key that links of waiting invitations are derived from a row without one. A process that knows too few keys, or another
-- one under an id, finds out before an organization does.
GRANT USAGE, CREATE ON SCHEMA public TO emptrust_figures;
GRANT SELECT ("organizationId", "credentialSealed", "formerKeySealed") ON "PartnerIntegration" TO emptrust_figures;
GRANT SELECT ("organizationId", "accessSealed", "refreshSealed") ON "GreenhouseToken" TO emptrust_figures;
GRANT SELECT ("organizationId", "secretSealed") ON "GreenhouseWebhook" TO emptrust_figures;
GRANT SELECT ("organizationId", "verifierSealed") ON "GreenhouseApproval" TO emptrust_figures;
GRANT SELECT ("tokenKeyId") ON "Invitation" TO emptrust_figures;
CREATE POLICY figures ON "GreenhouseToken" FOR SELECT TO emptrust_figures USING (true);
CREATE POLICY figures ON "GreenhouseWebhook" FOR SELECT TO emptrust_figures USING (true);
CREATE POLICY figures ON "GreenhouseApproval" FOR SELECT TO emptrust_figures USING (true);

-- Every column whose name ends in Sealed is read, so that a new one cannot be forgotten: without its grant, the function fails.
CREATE FUNCTION sealing_keys() RETURNS TABLE ("keyId" text, "table" text, "column" text, "organizationId" uuid, "sealed" text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  place record;
BEGIN
  FOR place IN
    SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname LIKE '%Sealed' AND NOT a.attisdropped
  LOOP
    RETURN QUERY EXECUTE format(
      'SELECT DISTINCT ON (split_part(%1$I, ''.'', 2)) split_part(%1$I, ''.'', 2), %3$L::text, %4$L::text, "organizationId", %1$I
       FROM %2$I WHERE %1$I IS NOT NULL ORDER BY split_part(%1$I, ''.'', 2), "organizationId"',
      place.attname, place.relname, place.relname::text, place.attname::text);
  END LOOP;
  RETURN QUERY SELECT DISTINCT i."tokenKeyId", 'Invitation', 'tokenKeyId', NULL::uuid, NULL::text FROM "Invitation" i WHERE i."status" = 'queued';
END
$$;
ALTER FUNCTION sealing_keys() OWNER TO emptrust_figures;
REVOKE CREATE ON SCHEMA public FROM emptrust_figures;
REVOKE ALL ON FUNCTION sealing_keys() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sealing_keys() TO emptrust_app;
