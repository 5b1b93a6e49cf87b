-- Who renews a connection's token stands in a row with an expiry, so that nobody holds a transaction while waiting for Greenhouse.
CREATE TABLE "GreenhouseTokenRenewal" (
    "organizationId" UUID NOT NULL,
    "integrationId" UUID NOT NULL,
    "claimId" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "GreenhouseTokenRenewal_pkey" PRIMARY KEY ("integrationId")
);
CREATE UNIQUE INDEX "GreenhouseTokenRenewal_organizationId_integrationId_key" ON "GreenhouseTokenRenewal"("organizationId", "integrationId");
ALTER TABLE "GreenhouseTokenRenewal" ADD CONSTRAINT "GreenhouseTokenRenewal_organizationId_integrationId_fkey" FOREIGN KEY ("organizationId", "integrationId") REFERENCES "PartnerIntegration"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Row-level security, as every tenant table has it.
ALTER TABLE "GreenhouseTokenRenewal" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "GreenhouseTokenRenewal" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "GreenhouseTokenRenewal" USING ("organizationId" = (SELECT current_organization())) WITH CHECK ("organizationId" = (SELECT current_organization()));
