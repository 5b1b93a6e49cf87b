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
  ...["Candidate has been hired", "Candidate updated", "Candidate has been unhired", "Candidate or prospect rejected"],
  ...["Candidate anonymized", "Candidate deleted", "Candidate merged", "Application deleted"],
  ...["Offer created", "Offer updated", "Offer deleted"],
  // An example that is the same in every language.
  "https://login.microsoftonline.com/your-tenant-id/v2.0",
  ...scopes,
  ...["Offers: Get: List Offers", "Candidates: Get: Retrieve Candidate"],
  m.selectPermission({ group: "Offers", permission: "Get: List Offers" }),
  "Employment Type",
  "Signed_Offer_Letter.pdf",
  ...["“invalid_client”", "“status”", "“version”", "“application_id”"],
  // What the flows' browser and its system call themselves.
  ...["Chrome Headless", "Chrome", "Linux"],
  // The names of time zones, as every program has them.
  ...Intl.supportedValuesOf("timeZone").filter((zone) => zone.includes("/")),
];

/** Other values of the local Greenhouse: its custom fields with their values, and the id of a client that flows connect. And whom emails come from. */
const values = [
  "people@yourcompany.com",
  "postbox@emptrust.example",
  "Favorite Station",
  "Shirt Size",
  "Salary",
  favoriteStation,
  "XL",
  demoClients.withoutOffers.id,
];

/** A test that fails when anything it showed has a text in plain letters that is no data of its own. */
export const test = base.extend<{ reader: Reader }>({
  reader: [
    async ({ context }, use) => {
      const reader = new Reader(new Data(printed));
      const theirs = valuesOf(seedWorld(Date.now()));
      // A narrow column breaks an address before its @.
      const halves = theirs.flatMap((value) => /^(\S+)(@\S+)$/.exec(value ?? "")?.slice(1) ?? []);
      reader.data.add(...values, ...theirs);
      for (const half of halves) reader.data.addPart(half);
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
  data.add(
    organization.name,
    organization.admin.email,
    organization.hr.email,
    organization.viewer.email,
    organization.client.id,
    organization.apiKey,
  );
  // What the portal shows of a credential are its last letters.
  data.add("cdef", "Maren Olsen", "Maren", "MO", "Jonas Lind", "Jonas", "JL", "Ines Moreau", "Ines", "IM");
  return organization;
}
