import { expect, type Page } from "@playwright/test";
import { connect, findHire, signIn } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { wordsOf } from "@/e2e/fixtures/words-of";

/** The addresses of the portal behind its gate, one for each screen and tab. */
const screens = [
  "/",
  "/onboard/new-hires",
  "/onboard/new-hires?status=all",
  "/onboard/new-hires?status=on_hold",
  "/onboard/new-hires?status=excluded",
  "/onboard/new-hires?search=no-one-is-called-this",
  "/settings/partner-integrations",
  "/settings/partner-integrations/greenhouse",
  "/settings/new-hires",
  "/settings/invitations",
  "/settings/team",
  "/settings/audit-log",
];

/** What is called so in every language: the product, what Greenhouse prints, an example, a search, a template's variables. */
const names = [
  "EMPTrust",
  "Candidate has been hired",
  "Offer updated",
  "Candidate updated",
  "people@yourcompany.com",
  "no-one-is-called-this",
];

/** Collects what the API answers: names, addresses and other values of the organization are no texts of the interface. */
function collectData(page: Page): Set<string> {
  const data = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === "string" && !/^[a-z_]*$/.test(value)) data.add(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  page.on("response", (response) => {
    if (response.headers()["content-type"]?.includes("json")) response.json().then(collect, () => {});
  });
  return data;
}

/** Returns the texts that hold a word in plain letters once the data is taken out of them. */
function hardCoded(texts: string[], data: Iterable<string>): string[] {
  const longestFirst = [...data].sort((a, b) => b.length - a.length);
  return texts.filter((text) => {
    const rest = longestFirst.reduce((left, value) => left.replaceAll(value, " "), text);
    return /[A-Za-z]{2,}/.test(rest.replace(/\b(UTC|GMT|hr|admin)\b|\{\{\w+\}\}/g, " "));
  });
}

test("every screen takes its texts from the catalogues", async ({ page, organization }) => {
  const data = collectData(page);
  for (const value of [organization.name, organization.admin.email, "Maren Olsen", "Maren", "MO", "JL", ...names]) data.add(value);
  const found: Record<string, string[]> = {};
  const look = async (screen: string) => {
    await page.waitForLoadState("networkidle");
    const texts = hardCoded(await wordsOf(page), data);
    if (texts.length > 0) found[screen] = texts;
  };
  for (const screen of ["/sign-in", "/join/an-old-link", "/onboarding/an-old-link", "/no-such-page"]) {
    await page.goto(screen);
    await look(screen);
  }
  await signIn(page, organization.admin);
  await connect(page, organization);
  const record = `/onboard/new-hires/${(await findHire(page, "")).id}`;
  for (const screen of [...screens, record]) {
    await page.goto(screen);
    await look(screen);
  }
  expect(found).toEqual({});
});
