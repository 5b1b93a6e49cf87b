-- compatible-with: 20261126170616_clock_and_comparison
-- contracts: nothing of the former release, which knows neither session_of nor sealing_keys; the last one made them
-- AlterEnum
ALTER TYPE "SettingName" ADD VALUE 'second_factor';

-- CreateTable
CREATE TABLE "TotpFactor" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "secretSealed" TEXT NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3),
    "lastStep" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TotpFactor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Passkey" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[],
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "accountId" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("accountId","hash")
);

-- CreateTable
CREATE TABLE "RememberedDevice" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "browser" TEXT,
    "system" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RememberedDevice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FactorChallenge" (
    "hash" BYTEA NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FactorChallenge_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "TotpFactor_accountId_idx" ON "TotpFactor"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Passkey_credentialId_key" ON "Passkey"("credentialId");

-- CreateIndex
CREATE INDEX "Passkey_accountId_idx" ON "Passkey"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "RememberedDevice_tokenHash_key" ON "RememberedDevice"("tokenHash");

-- CreateIndex
CREATE INDEX "RememberedDevice_accountId_idx" ON "RememberedDevice"("accountId");

-- CreateIndex
CREATE INDEX "FactorChallenge_expiresAt_idx" ON "FactorChallenge"("expiresAt");

-- AddForeignKey
ALTER TABLE "TotpFactor" ADD CONSTRAINT "TotpFactor_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Passkey" ADD CONSTRAINT "Passkey_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RememberedDevice" ADD CONSTRAINT "RememberedDevice_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A person's factors are theirs: no organization's transaction sees them.
ALTER TABLE "TotpFactor" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "TotpFactor" FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON "TotpFactor" USING ("accountId" = (SELECT current_account())) WITH CHECK ("accountId" = (SELECT current_account()));
CREATE POLICY backup ON "TotpFactor" FOR SELECT TO emptrust_backup USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "TotpFactor" TO emptrust_app;
GRANT SELECT ON "TotpFactor" TO emptrust_backup;

ALTER TABLE "Passkey" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Passkey" FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON "Passkey" USING ("accountId" = (SELECT current_account())) WITH CHECK ("accountId" = (SELECT current_account()));
-- Who signs in with a passkey names no account: the passkey does.
CREATE POLICY lookup_passkey ON "Passkey" FOR SELECT USING ("credentialId" = NULLIF(current_setting('app.lookup_passkey', true), ''));
CREATE POLICY backup ON "Passkey" FOR SELECT TO emptrust_backup USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "Passkey" TO emptrust_app;
GRANT SELECT ON "Passkey" TO emptrust_backup;

ALTER TABLE "RecoveryCode" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "RecoveryCode" FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON "RecoveryCode" USING ("accountId" = (SELECT current_account())) WITH CHECK ("accountId" = (SELECT current_account()));
CREATE POLICY backup ON "RecoveryCode" FOR SELECT TO emptrust_backup USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "RecoveryCode" TO emptrust_app;
GRANT SELECT ON "RecoveryCode" TO emptrust_backup;

ALTER TABLE "RememberedDevice" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "RememberedDevice" FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON "RememberedDevice" USING ("accountId" = (SELECT current_account())) WITH CHECK ("accountId" = (SELECT current_account()));
CREATE POLICY backup ON "RememberedDevice" FOR SELECT TO emptrust_backup USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "RememberedDevice" TO emptrust_app;
GRANT SELECT ON "RememberedDevice" TO emptrust_backup;

-- Nobody's, and hashes only.
GRANT SELECT, INSERT, DELETE ON "FactorChallenge" TO emptrust_app;
GRANT SELECT ON "FactorChallenge" TO emptrust_backup;

-- Adds "secondFactor": from whom the organization requires one, as it is stored.
DROP FUNCTION session_of(uuid, uuid);
CREATE FUNCTION session_of(account uuid, session uuid)
RETURNS TABLE (
  "userId" uuid, "organizationId" uuid, "name" text, "email" text, "role" text, "organizationName" text,
  "method" text, "createdAt" timestamptz, "lastSeenAt" timestamptz, "authenticatedAt" timestamptz, "secondFactorAt" timestamptz,
  "memberships" int, "limits" jsonb, "secondFactor" jsonb, "now" timestamptz
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
      (SELECT l."value" FROM "OrganizationSetting" l WHERE l."organizationId" = organization AND l."name"::text = 'second_factor'),
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

-- Sealed texts are an organization's or a person's. A table says whose by the one column or the other.
GRANT USAGE, CREATE ON SCHEMA public TO emptrust_figures;
GRANT SELECT ("accountId", "secretSealed") ON "TotpFactor" TO emptrust_figures;
CREATE POLICY figures ON "TotpFactor" FOR SELECT TO emptrust_figures USING (true);

DROP FUNCTION sealing_keys();
CREATE FUNCTION sealing_keys() RETURNS TABLE ("keyId" text, "table" text, "column" text, "ownerId" uuid, "sealed" text)
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
      'SELECT DISTINCT ON (split_part(%1$I, ''.'', 2)) split_part(%1$I, ''.'', 2), %3$L::text, %4$L::text, %5$I, %1$I
       FROM %2$I WHERE %1$I IS NOT NULL ORDER BY split_part(%1$I, ''.'', 2), %5$I',
      place.attname, place.relname, place.relname::text, place.attname::text, place.owner);
  END LOOP;
  RETURN QUERY SELECT DISTINCT i."tokenKeyId", 'Invitation', 'tokenKeyId', NULL::uuid, NULL::text FROM "Invitation" i WHERE i."status" = 'queued';
END
$$;
ALTER FUNCTION sealing_keys() OWNER TO emptrust_figures;
REVOKE ALL ON FUNCTION sealing_keys() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sealing_keys() TO emptrust_app;

-- Whose secrets a rotation of the keys has to seal again, besides those of organizations.
CREATE FUNCTION accounts_with_sealed_texts() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT "accountId" FROM "TotpFactor" ORDER BY 1
$$;
ALTER FUNCTION accounts_with_sealed_texts() OWNER TO emptrust_figures;
REVOKE ALL ON FUNCTION accounts_with_sealed_texts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accounts_with_sealed_texts() TO emptrust_app;
REVOKE CREATE ON SCHEMA public FROM emptrust_figures;
