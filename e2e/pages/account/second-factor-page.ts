import type { CDPSession, Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import * as refusal from "@/lib/messages/generated/auth/refusal";
import * as m from "@/lib/messages/generated/second-factor";
import * as settings from "@/lib/messages/generated/settings";
import { accountPage, teamPage } from "@/lib/platform/paths/pages";

/** The second step: on the account page, at sign-in and in an organization's settings. */
export class SecondFactor extends Screen {
  readonly required: Locator;
  readonly step: Locator;
  readonly refused: Locator;
  readonly codesTitle: Locator;
  readonly passkeyAdded: Locator;
  readonly on: Locator;
  readonly off: Locator;
  readonly lastStays: Locator;

  constructor(page: Page) {
    super(page);
    this.required = page.getByText(m.requiredTitle());
    this.step = page.getByRole("region", { name: m.stepTitle() });
    this.refused = page.getByText(refusal.codeRefused());
    this.codesTitle = page.getByRole("dialog", { name: m.codesTitle() });
    this.passkeyAdded = page.getByText(m.passkeyOn());
    this.on = page.getByText(m.on(), { exact: true });
    this.off = page.getByText(m.off(), { exact: true });
    this.lastStays = page.getByText(refusal.lastSecondFactor());
  }

  /** Gives the browser a device that makes passkeys and signs with them, as a person with a finger does (Chrome DevTools Protocol, WebAuthn). */
  async plugIn(): Promise<{ cdp: CDPSession; authenticatorId: string }> {
    const cdp = await this.page.context().newCDPSession(this.page);
    await cdp.send("WebAuthn.enable");
    const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return { cdp, authenticatorId };
  }

  async open(): Promise<void> {
    await this.page.goto(accountPage);
  }

  /** Begins to add an authenticator app, and returns its key. */
  async beginApp(): Promise<string> {
    await this.button(m.addApp()).click();
    return this.page.getByLabel(m.key(), { exact: true }).inputValue();
  }

  async enterFirstCode(code: string): Promise<void> {
    await this.page.getByLabel(m.code()).fill(code);
    await this.dialog.getByRole("button", { name: m.turnOn() }).click();
  }

  /** Returns the recovery codes that are shown, and goes on. */
  async saveCodes(): Promise<string[]> {
    const codes = await this.codesTitle.getByRole("listitem").allTextContents();
    await this.codesTitle.getByRole("button", { name: m.codesSaved() }).click();
    return codes;
  }

  async addPasskey(): Promise<void> {
    await this.button(m.addPasskey()).click();
  }

  passkey(n: number): Locator {
    return this.page.getByText(m.passkeyDefaultName({ n }), { exact: true });
  }

  async removePasskey(n: number): Promise<void> {
    await this.button(m.removeOf({ name: m.passkeyDefaultName({ n }) })).click();
    await this.dialog.getByRole("button", { name: m.remove(), exact: true }).click();
  }

  async signInWithPasskey(): Promise<void> {
    await this.button(m.signInWithPasskey()).click();
  }

  /** Enters a code at sign-in, and has this browser trusted where that is asked for. */
  async enterCode(code: string, { trust = false } = {}): Promise<void> {
    await this.step.getByRole("textbox").fill(code);
    if (trust) await this.step.getByRole("checkbox").check();
    await this.step.getByRole("button", { name: m.stepContinue() }).click();
  }

  async usePasskey(): Promise<void> {
    await this.step.getByRole("button", { name: m.withPasskey() }).click();
  }

  async stopTrusting(): Promise<void> {
    await this.button(m.forgetOf({ device: "" }).trim()).click();
  }

  /** Requires a second factor of an organization's people. */
  async requireOf(demand: "none" | "admins" | "everyone"): Promise<void> {
    await this.page.goto(teamPage);
    await this.page.getByRole("radio", { name: m.demand({ demand }) }).check();
    await this.button(settings.saveSetting({ setting: m.title() })).click();
    await this.page.getByText(settings.saved()).waitFor();
  }
}
