-- compatible-with: 20261126170616_clock_and_comparison
-- AlterTable
ALTER TABLE "User" ADD COLUMN     "breakGlass" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "SsoConnection" (
    "organizationId" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "clientSecretSealed" TEXT NOT NULL,
    "defaultRole" "Role" NOT NULL DEFAULT 'viewer',
    "enforced" BOOLEAN NOT NULL DEFAULT false,
    "configuredAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedBy" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SsoConnection_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "SsoDomain" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "verifiedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SsoDomain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SsoLogin" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "stateHash" BYTEA NOT NULL,
    "browserHash" BYTEA NOT NULL,
    "next" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SsoLogin_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SsoIdentity" (
    "organizationId" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SsoIdentity_pkey" PRIMARY KEY ("organizationId","issuer","subject")
);

-- CreateIndex
CREATE UNIQUE INDEX "SsoDomain_organizationId_domain_key" ON "SsoDomain"("organizationId", "domain");

-- CreateIndex
CREATE UNIQUE INDEX "SsoLogin_stateHash_key" ON "SsoLogin"("stateHash");

-- CreateIndex
CREATE INDEX "SsoLogin_organizationId_idx" ON "SsoLogin"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "SsoIdentity_organizationId_issuer_userId_key" ON "SsoIdentity"("organizationId", "issuer", "userId");

-- AddForeignKey
ALTER TABLE "SsoConnection" ADD CONSTRAINT "SsoConnection_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SsoDomain" ADD CONSTRAINT "SsoDomain_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SsoLogin" ADD CONSTRAINT "SsoLogin_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SsoIdentity" ADD CONSTRAINT "SsoIdentity_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId") REFERENCES "User"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Of a verified domain, one organization's provider decides who its people are.
CREATE UNIQUE INDEX "SsoDomain_verified_domain_key" ON "SsoDomain"("domain") WHERE "verifiedAt" IS NOT NULL;

ALTER TABLE "SsoConnection" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SsoConnection" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SsoConnection" USING ("organizationId" = (SELECT current_organization()))
  WITH CHECK ("organizationId" = (SELECT current_organization()));
CREATE POLICY backup ON "SsoConnection" FOR SELECT TO emptrust_backup USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "SsoConnection" TO emptrust_app;
GRANT SELECT ON "SsoConnection" TO emptrust_backup;

ALTER TABLE "SsoDomain" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SsoDomain" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SsoDomain" USING ("organizationId" = (SELECT current_organization()))
  WITH CHECK ("organizationId" = (SELECT current_organization()));
CREATE POLICY backup ON "SsoDomain" FOR SELECT TO emptrust_backup USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "SsoDomain" TO emptrust_app;
GRANT SELECT ON "SsoDomain" TO emptrust_backup;

ALTER TABLE "SsoLogin" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SsoLogin" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SsoLogin" USING ("organizationId" = (SELECT current_organization()))
  WITH CHECK ("organizationId" = (SELECT current_organization()));
CREATE POLICY backup ON "SsoLogin" FOR SELECT TO emptrust_backup USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "SsoLogin" TO emptrust_app;
GRANT SELECT ON "SsoLogin" TO emptrust_backup;

ALTER TABLE "SsoIdentity" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SsoIdentity" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SsoIdentity" USING ("organizationId" = (SELECT current_organization()))
  WITH CHECK ("organizationId" = (SELECT current_organization()));
CREATE POLICY backup ON "SsoIdentity" FOR SELECT TO emptrust_backup USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "SsoIdentity" TO emptrust_app;
GRANT SELECT ON "SsoIdentity" TO emptrust_backup;

CREATE POLICY figures ON "SsoConnection" FOR SELECT TO emptrust_figures USING (true);
GRANT SELECT ("organizationId", "clientSecretSealed") ON "SsoConnection" TO emptrust_figures;

-- Before anyone signed in: a domain that its organization verified, and a sign-in by the state that only its browser was given.
CREATE POLICY lookup_sso_domain ON "SsoDomain" FOR SELECT
  USING ("verifiedAt" IS NOT NULL AND "domain" = NULLIF(current_setting('app.lookup_sso_domain', true), ''));
CREATE POLICY lookup_sso_state ON "SsoLogin" FOR SELECT
  USING ("stateHash" = decode(NULLIF(current_setting('app.lookup_sso_state_hash', true), ''), 'hex'));
