-- compatible-with: 20261126170616_clock_and_comparison
-- contracts: nothing of the former release, whose sessions are in their cookies and which writes no address that its organization has twice

-- CreateEnum
CREATE TYPE "SignInMethod" AS ENUM ('password', 'passkey', 'sso');

-- DropIndex
DROP INDEX "User_email_key";

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "accountId" UUID,
ADD COLUMN     "lastEnteredAt" TIMESTAMPTZ(3);

-- Whoever is signed in signs in again, because the cookie names the account from now on.
DELETE FROM "Session";
-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "accountId" UUID NOT NULL,
ADD COLUMN     "authenticatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "method" "SignInMethod" NOT NULL DEFAULT 'password',
ADD COLUMN     "secondFactorAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "resetTokenHash" BYTEA,
    "resetExpiresAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Account_email_key" ON "Account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Account_resetTokenHash_key" ON "Account"("resetTokenHash");

-- CreateIndex
CREATE INDEX "User_accountId_idx" ON "User"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "User_organizationId_email_key" ON "User"("organizationId", "email");

-- CreateIndex
CREATE INDEX "Session_accountId_idx" ON "Session"("accountId");

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Everyone who has joined has an account of their own, since an address was one user's only until now. Row-level security holds the owner
-- too, and this is about all organizations.
ALTER TABLE "User" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "Account" ("id", "email", "passwordHash", "version", "createdAt", "updatedAt")
  SELECT gen_random_uuid(), "email", "passwordHash", "sessionVersion", "createdAt", "updatedAt" FROM "User" WHERE "passwordHash" IS NOT NULL;
UPDATE "User" u SET "accountId" = a."id" FROM "Account" a WHERE a."email" = u."email" AND u."passwordHash" IS NOT NULL;
ALTER TABLE "User" FORCE ROW LEVEL SECURITY;

CREATE FUNCTION current_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.account_id', true), '')::uuid
$$;

-- A transaction of a person sees their account, their memberships, the names of those organizations and their own sessions, and nothing
-- else of any organization. An organization's transaction sees no account.
ALTER TABLE "Account" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Account" FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON "Account" USING ("id" = (SELECT current_account())) WITH CHECK ("id" = (SELECT current_account()));
CREATE POLICY lookup_email ON "Account" FOR SELECT USING ("email" = NULLIF(current_setting('app.lookup_email', true), ''));
CREATE POLICY lookup_reset_token ON "Account" FOR SELECT
  USING ("resetTokenHash" = decode(NULLIF(current_setting('app.lookup_reset_token_hash', true), ''), 'hex'));
CREATE POLICY backup ON "Account" FOR SELECT TO emptrust_backup USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "Account" TO emptrust_app;
GRANT SELECT ON "Account" TO emptrust_backup;
CREATE POLICY own ON "User" FOR SELECT USING ("accountId" = (SELECT current_account()));
CREATE POLICY own ON "Session" USING ("accountId" = (SELECT current_account())) WITH CHECK ("accountId" = (SELECT current_account()));
CREATE POLICY own ON "Organization" FOR SELECT
  USING ("id" IN (SELECT u."organizationId" FROM "User" u WHERE u."accountId" = (SELECT current_account())));

-- Every request asks for its session, in one statement. It runs with the rights of its caller, so the policies hold inside it; the names last
-- as long as the transaction, so it must be called outside of one. "limits" is what the organization set for its sessions.
DROP FUNCTION session_of(uuid, uuid);
CREATE FUNCTION session_of(account uuid, session uuid)
RETURNS TABLE (
  "userId" uuid, "organizationId" uuid, "name" text, "email" text, "role" text, "organizationName" text,
  "method" text, "createdAt" timestamptz, "lastSeenAt" timestamptz, "authenticatedAt" timestamptz, "secondFactorAt" timestamptz,
  "memberships" int, "limits" jsonb, "now" timestamptz
)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  organization uuid;
BEGIN
  PERFORM set_config('app.account_id', account::text, true);
  SELECT s."organizationId" INTO organization FROM "Session" s WHERE s."accountId" = account AND s."id" = session;
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM set_config('app.organization_id', organization::text, true);
  RETURN QUERY
    SELECT u."id", s."organizationId", u."name", a."email", u."role"::text, o."name",
      s."method"::text, s."createdAt", s."lastSeenAt", s."authenticatedAt", s."secondFactorAt",
      (SELECT count(*)::int FROM "User" m WHERE m."accountId" = account),
      (SELECT l."value" FROM "OrganizationSetting" l WHERE l."organizationId" = organization AND l."name"::text = 'sessions'),
      clock_timestamp()
    FROM "Session" s
    JOIN "Account" a ON a."id" = s."accountId"
    JOIN "User" u ON u."organizationId" = s."organizationId" AND u."id" = s."userId" AND u."accountId" = s."accountId"
    JOIN "Organization" o ON o."id" = s."organizationId"
    WHERE s."accountId" = account AND s."id" = session;
END
$$;
REVOKE ALL ON FUNCTION session_of(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session_of(uuid, uuid) TO emptrust_app;

-- An account goes with its last membership: nothing else is left to know the person by, and whoever invites them again may.
CREATE FUNCTION remove_account_without_membership() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  former text := current_setting('app.account_id', true);
BEGIN
  PERFORM set_config('app.account_id', OLD."accountId"::text, true);
  -- Two memberships that end at once must not each see the other.
  PERFORM 1 FROM "Account" WHERE "id" = OLD."accountId" FOR UPDATE;
  DELETE FROM "Account" WHERE "id" = OLD."accountId" AND NOT EXISTS (SELECT 1 FROM "User" u WHERE u."accountId" = OLD."accountId");
  PERFORM set_config('app.account_id', coalesce(former, ''), true);
  RETURN NULL;
END
$$;
CREATE TRIGGER remove_account AFTER DELETE ON "User" FOR EACH ROW WHEN (OLD."accountId" IS NOT NULL)
  EXECUTE FUNCTION remove_account_without_membership();
