import sharp from "sharp";
import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/e2e/fixtures/database";
import { actorOf, makeOrganization } from "@/e2e/fixtures/hires";
import type { Actor } from "@/lib/auth/actor";
import { defaultTemplate } from "@/lib/email/template";
import { inOrganization } from "@/lib/platform/db";
import { loadEnv } from "@/lib/platform/env";
import { cleanLogo } from "@/lib/settings/branding/clean-logo";
import { shownBranding } from "@/lib/settings/branding/data";
import { storeLogo } from "@/lib/settings/branding/mutations";
import type { Branding } from "@/lib/settings/branding/schema";
import { previewInvitation } from "@/lib/workflows/invite/preview-invitation";
import { changeSetting } from "@/lib/workflows/operate/change-setting";

testDatabase();

let admin: Actor;

beforeEach(async () => {
  loadEnv({ mail: false });
  admin = actorOf(await makeOrganization(), "admin");
});

const none: Branding = { logo: null, accent: null, contactName: null, contactEmail: null };

async function upload({ organizationId }: Actor, background: string): Promise<string> {
  const logo = await cleanLogo(
    await sharp({ create: { width: 60, height: 20, channels: 3, background } })
      .png()
      .toBuffer(),
  );
  await inOrganization(organizationId, (tx) => storeLogo(tx, organizationId, logo));
  return logo.id;
}

const save = (actor: Actor, value: Partial<Branding>, version = 0) =>
  inOrganization(actor.organizationId, (tx) => changeSetting(tx, actor, "branding", { version, value: { ...none, ...value } }, new Date()));
const logosOf = ({ organizationId }: Actor) => inOrganization(organizationId, (tx) => tx.organizationLogo.count());
const refused = (reason: string) => ({ extras: { invalidParams: [{ reason: expect.stringContaining(reason) }] } });

describe("an organization's branding", () => {
  it("keeps the logo in use and the one that was uploaded last, and no other", async () => {
    await upload(admin, "#111111");
    const used = await upload(admin, "#222222");
    expect(await logosOf(admin)).toBe(1);
    await save(admin, { logo: used });
    await upload(admin, "#333333");
    const next = await upload(admin, "#444444");
    expect(await logosOf(admin)).toBe(2);
    await save(admin, { logo: next }, 1);
    expect(await logosOf(admin)).toBe(1);
    await save(admin, {}, 2);
    expect(await logosOf(admin)).toBe(0);
  });

  it("can name no logo of another organization, and none that is gone", async () => {
    const theirs = await upload(actorOf(await makeOrganization(), "admin"), "#111111");
    await expect(save(admin, { logo: theirs })).rejects.toMatchObject(refused("Upload the logo again"));
    expect(await inOrganization(admin.organizationId, (tx) => shownBranding(tx, { logo: theirs, accent: null }))).toMatchObject({
      logo: null,
    });
  });

  it("refuses an accent that can't be read on white, and names one that can", async () => {
    await expect(save(admin, { accent: "#ffcc00" })).rejects.toMatchObject(refused("Use #"));
    const view = await save(admin, { accent: "#7a1fa2" });
    expect(view).toMatchObject({ accent: "#7a1fa2", version: 1, updatedBy: "Maren Olsen" });
  });

  it("is previewed before it is saved, with the logo in the email itself", async () => {
    const logo = await upload(admin, "#111111");
    const template = defaultTemplate({ hasForms: true });
    const plain = await previewInvitation(admin, { template });
    const branded = await previewInvitation(admin, { template, branding: { logo, accent: "#7a1fa2" } });
    expect(plain.html).toContain("#0f5f5c");
    expect(plain.html).not.toContain("<img");
    expect(plain.employer).toMatchObject({ accents: null, logo: null });
    expect(branded.employer).toMatchObject({ accents: { light: "#7a1fa2" }, logo: { width: 30, height: 10 } });
    expect(branded.html).toContain("#7a1fa2");
    expect(branded.html).not.toMatch(/#0f5f5c|cid:/);
    expect(branded.html).toMatch(/<img src="data:image\/png;base64,[^"]+" width="30" height="10" alt="[^"]+"/);
  });
});
