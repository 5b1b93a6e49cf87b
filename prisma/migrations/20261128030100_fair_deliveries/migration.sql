-- compatible-with: 20261126170616_clock_and_comparison
-- Deliveries are taken by turns over the organizations. What the former release writes has place 0, as if nothing had waited before it.
-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "queuePlace" INTEGER NOT NULL DEFAULT 0;

-- Right before their messages are given to the mail server, the leases of several organizations' deliveries are renewed in one statement.
-- It runs with the rights of its caller and names each organization in turn, so the policies hold inside it; the name lasts as long as the
-- transaction, so it must be called outside of one. Returns the tokens of the leases that were renewed.
CREATE FUNCTION renew_deliveries(organizations uuid[], invitations uuid[], tokens uuid[], seconds int) RETURNS SETOF uuid
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public AS $$
DECLARE
  organization uuid;
BEGIN
  FOR organization IN SELECT DISTINCT o FROM unnest(organizations) AS u(o) ORDER BY o LOOP
    PERFORM set_config('app.organization_id', organization::text, true);
    RETURN QUERY
      -- Locked in one order, so that two callers do not wait for each other.
      WITH held AS (
        SELECT i."id" FROM "Invitation" i
        JOIN unnest(organizations, invitations, tokens) AS l(organization_id, invitation_id, token)
          ON l.organization_id = organization AND i."id" = l.invitation_id AND i."leaseToken" = l.token
        WHERE i."organizationId" = organization AND i."status" = 'queued'
          AND EXISTS (SELECT FROM "NewHire" h WHERE h."organizationId" = organization AND h."id" = i."newHireId" AND h."suspendedAt" IS NULL)
        ORDER BY i."id" FOR NO KEY UPDATE OF i
      )
      UPDATE "Invitation" i SET "leaseUntil" = clock_timestamp() + make_interval(secs => seconds)
      FROM held WHERE i."id" = held."id" RETURNING i."leaseToken";
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION renew_deliveries(uuid[], uuid[], uuid[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION renew_deliveries(uuid[], uuid[], uuid[], int) TO emptrust_app;
