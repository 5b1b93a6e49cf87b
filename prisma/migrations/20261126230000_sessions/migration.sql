-- compatible-with: 20261126170616_clock_and_comparison
-- AlterEnum
ALTER TYPE "SettingName" ADD VALUE 'sessions';

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "browser" TEXT,
    "system" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Session_organizationId_userId_idx" ON "Session"("organizationId", "userId");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Session" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Session" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Session"
  USING ("organizationId" = (SELECT current_organization())) WITH CHECK ("organizationId" = (SELECT current_organization()));
CREATE POLICY backup ON "Session" FOR SELECT TO emptrust_backup USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "Session" TO emptrust_app;
GRANT SELECT ON "Session" TO emptrust_backup;

-- Every request asks for its session, in one statement as by session_user_of, which the former release goes on calling. It runs with the
-- rights of its caller, so the policies hold inside it; the name lasts as long as the transaction, so it must be called outside of one.
-- "limits" is what the organization set for its sessions, null where it set nothing.
CREATE FUNCTION session_of(organization uuid, session uuid)
RETURNS TABLE (
  "userId" uuid, "name" text, "email" text, "role" text, "sessionVersion" int, "organizationName" text,
  "createdAt" timestamptz, "lastSeenAt" timestamptz, "limits" jsonb, "now" timestamptz
)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.organization_id', organization::text, true);
  RETURN QUERY
    SELECT u."id", u."name", u."email", u."role"::text, u."sessionVersion", o."name", s."createdAt", s."lastSeenAt",
      (SELECT l."value" FROM "OrganizationSetting" l WHERE l."organizationId" = organization AND l."name"::text = 'sessions'),
      clock_timestamp()
    FROM "Session" s
    JOIN "User" u ON u."organizationId" = s."organizationId" AND u."id" = s."userId"
    JOIN "Organization" o ON o."id" = s."organizationId"
    WHERE s."organizationId" = organization AND s."id" = session;
END
$$;
REVOKE ALL ON FUNCTION session_of(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session_of(uuid, uuid) TO emptrust_app;
