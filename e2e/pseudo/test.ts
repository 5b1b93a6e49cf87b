import { expect } from "@playwright/test";
import { test as base, type Organization } from "@/e2e/fixtures/test";
import { Data, valuesOf } from "@/e2e/pseudo/data";
import { Reader } from "@/e2e/pseudo/reader";
import { favoriteStation } from "@/e2e/sandbox/harvest/bodies";
import { demoClients } from "@/e2e/sandbox/server";
import { scopes } from "@/e2e/sandbox/v3/scopes";
import { seedWorld } from "@/e2e/sandbox/world/seed";
import * as m from "@/lib/messages/generated/connections/permissions";

/** Phrases in the portal's words that others print: what stands on keys, and Greenhouse's events, permissions, fields, properties and answers. */
const printed = [
  ...["Esc", "Enter", "Ctrl S", "Ctrl Enter"],
  ...["Candidate has been hired", "Offer updated", "Candidate updated"],
  ...scopes,
  ...["Offers: Get: List Offers", "Candidates: Get: Retrieve Candidate"],
  m.selectPermission({ group: "Offers", permission: "Get: List Offers" }),
  "Employment Type",
  ...["“invalid_client”", "“status”", "“version”", "“application_id”"],
  // What the flows' browser and its system call themselves.
  ...["Chrome Headless", "Chrome", "Linux"],
  // The names of time zones, as every program has them.
  ...Intl.supportedValuesOf("timeZone").filter((zone) => zone.includes("/")),
];

/** Other values of the local Greenhouse: its custom fields with their values, and the id of a client that flows connect. */
const values = ["people@yourcompany.com", "Favorite Station", "Shirt Size", favoriteStation, "XL", demoClients.withoutOffers.id];

/** A test that fails when anything it showed has a text in plain letters that is no data of its own. */
export const test = base.extend<{ reader: Reader }>({
  reader: [
    async ({ context }, use) => {
      const reader = new Reader(new Data(printed));
      reader.data.add(...values, ...valuesOf(seedWorld(Date.now())));
      await reader.start(context);
      await use(reader);
      for (const page of context.pages()) await reader.look(page);
      expect(reader.plain()).toEqual([]);
    },
    { auto: true },
  ],
  organization: async ({ organization, reader }, use) => use(known(organization, reader)),
  emptyOrganization: async ({ emptyOrganization, reader }, use) => use(known(emptyOrganization, reader)),
});

function known(organization: Organization, { data }: Reader): Organization {
  data.add(organization.name, organization.admin.email, organization.hr.email, organization.client.id, organization.apiKey);
  // What the portal shows of a credential are its last letters.
  data.add("cdef", "Maren Olsen", "Maren", "MO", "Jonas Lind", "Jonas", "JL");
  return organization;
}
