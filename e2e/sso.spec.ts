import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { expectAccessible } from "@/e2e/fixtures/accessible";
import { forgetSession, signIn } from "@/e2e/fixtures/portal-api";
import { test } from "@/e2e/fixtures/test";
import { startDnsServer } from "@/e2e/servers/dns-server";
import { startIdentityProvider } from "@/e2e/servers/identity-provider";
import { createUser } from "@/lib/auth/accounts/operator";

test("an admin sets up single sign-on, people sign in with it, and it is demanded of all but the break-glass admin", {
  tag: "@own-portal",
}, async ({ page, portal, emptyOrganization }) => {
  const dns = await startDnsServer(Number(process.env.DNS_SERVER?.split(":").at(-1)));
  const domain = `d-${randomUUID().slice(0, 8)}.example`;
  const password = "a long enough password";
  const admin = { email: `rosa@${domain}`, password };
  const hr = { email: `theo@${domain}`, password };
  await createUser({ organization: emptyOrganization.name, ...admin, name: "Rosa Weber", role: "admin" });
  await createUser({ organization: emptyOrganization.name, ...hr, name: "Theo Brandt", role: "hr" });
  const { singleSignOn: card, ssoSignIn } = portal;

  await signIn(page, admin);
  await card.open();
  await expectAccessible(page);
  const idp = await startIdentityProvider(await card.redirectAddress.inputValue());
  idp.people.set("rosa", { email: admin.email, name: "Rosa Weber" });
  idp.people.set("theo", { email: hr.email, name: "Theo Brandt" });
  idp.people.set("new", { email: `mina@${domain}`, name: "Mina Sato" });
  await card.fillProvider(idp);
  await card.save();
  await expect(card.saved).toBeVisible();
  dns.records.set(domain, await card.addDomain(domain));
  await expectAccessible(page);
  await card.verify(domain);
  await expect(card.verified(domain)).toBeVisible();
  await card.chooseBreakGlass("Rosa Weber");
  await card.demand();
  await card.save();
  await expect(card.proveFirst).toBeVisible();
  await expectAccessible(page);

  // What was refused is not saved, and the browser asks before it leaves that.
  page.once("dialog", (dialog) => void dialog.accept());
  await forgetSession(page);
  await portal.signIn.open();
  await ssoSignIn.choose();
  await expectAccessible(page);
  await ssoSignIn.begin("someone@elsewhere.example");
  await expect(ssoSignIn.noneHere).toBeVisible();
  await ssoSignIn.begin(admin.email);
  await expect(portal.menu.organization(emptyOrganization.name)).toBeVisible();
  await card.open();
  await card.chooseBreakGlass("Rosa Weber");
  await card.demand();
  await card.save();
  await expect(card.saved).toBeVisible();

  await forgetSession(page);
  await portal.signIn.open();
  await portal.signIn.submit(hr);
  await expect(ssoSignIn.onlySso).toBeVisible();
  await ssoSignIn.choose();
  await ssoSignIn.begin(`mina@${domain}`);
  await expect(portal.menu.organization(emptyOrganization.name)).toBeVisible();
  // The provider speaks for this organization, and not for the person's account elsewhere.
  const factors = await page.request.get("/api/account/factors");
  expect([factors.status(), (await factors.json()).code]).toEqual([403, "forbidden"]);

  await forgetSession(page);
  await idp.close();
  await signIn(page, admin);
  await portal.dashboard.open();
  await expect(portal.menu.organization(emptyOrganization.name)).toBeVisible();
  await dns.close();
});
