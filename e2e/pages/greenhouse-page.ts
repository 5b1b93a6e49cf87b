import type { Locator, Page } from "@playwright/test";
import { Screen } from "@/e2e/pages/screen";
import { greenhousePage } from "@/lib/platform/paths";

/** A credential of either kind of Harvest. */
export interface Credential {
  apiKey: string;
  client: { id: string; secret: string };
}

/** The settings of the connection to Greenhouse. */
export class GreenhousePage extends Screen {
  readonly checkAndConnect: Locator;
  readonly isConnected: Locator;
  readonly connected: Locator;
  readonly notConnected: Locator;
  readonly needsAttention: Locator;
  readonly credentialRevoked: Locator;
  /** How many records the last sync could not read. */
  readonly rejected: Locator;
  readonly goLiveDate: Locator;
  readonly notADate: Locator;
  readonly spaceInside: Locator;
  readonly adminsOnly: Locator;
  /** The ways to connect. */
  readonly ways: Locator;
  readonly refusals: Record<"offersOfV1" | "candidatesOfV1" | "offersOfV3" | "unknown" | "declined" | "approvalIsOver", Locator>;
  readonly approveInGreenhouse: Locator;
  readonly v1IsRetired: Locator;
  readonly changeToV3: Locator;
  readonly compare: Locator;
  readonly sameInBoth: Locator;
  readonly noneOnlyInGreenhouse: Locator;
  readonly makeSecret: Locator;
  readonly waitsForPing: Locator;
  readonly lastDelivery: Locator;
  readonly departmentStaysEmpty: Locator;
  readonly preview: Locator;
  readonly wouldBeInvited: Locator;

  constructor(page: Page) {
    super(page);
    this.checkAndConnect = this.button("Check and connect");
    this.isConnected = page.getByText("Greenhouse is connected.");
    this.connected = page.getByText("Connected", { exact: true });
    this.notConnected = page.getByText("Not connected").first();
    this.needsAttention = page.getByText("Needs attention").first();
    this.credentialRevoked = page.getByText(/was revoked or deleted/).first();
    this.rejected = page
      .getByText(/^\d+ skipped$/)
      .locator("visible=true")
      .first();
    this.goLiveDate = page.getByLabel("Automatically invite people starting on or after");
    this.notADate = page.getByText("Enter a valid date.");
    this.spaceInside = page.getByText(/no spaces or colon/);
    this.adminsOnly = page.getByText(/admin/i).first();
    this.ways = page.getByRole("tab");
    this.refusals = {
      offersOfV1: this.alert(/under Offers select Get: List Offers/),
      candidatesOfV1: this.alert(/under Candidates select Get: Retrieve Candidate/),
      offersOfV3: this.alert(/select harvest:offers:list/),
      unknown: this.alert(/Invalid API key|Invalid client ID or secret/),
      declined: this.alert("declined in Greenhouse"),
      approvalIsOver: this.alert("approval expired"),
    };
    this.approveInGreenhouse = this.button("Approve in Greenhouse");
    this.v1IsRetired = page.getByText("Greenhouse retired Harvest v1 on 31 August 2026.").first();
    this.changeToV3 = this.button("Upgrade to v3");
    this.compare = this.button("Compare first");
    this.sameInBoth = page.getByText(/\d+ the same/).first();
    this.noneOnlyInGreenhouse = page.getByText(/0 only in Greenhouse/).first();
    this.makeSecret = this.button("Generate secret");
    this.waitsForPing = page.getByText("Waiting for the first ping");
    this.lastDelivery = page.getByText(/Last delivery/);
    this.departmentStaysEmpty = page.getByText(/The department stays empty/);
    this.preview = this.button("Preview", { exact: true });
    this.wouldBeInvited = page.getByText("Would be invited");
  }

  async open(): Promise<void> {
    await this.page.goto(greenhousePage);
  }

  /** Fills the connect form on the way of a version of Harvest. */
  async enter(harvest: "v1" | "v3", { apiKey, client }: Credential): Promise<void> {
    if (harvest === "v1") {
      await this.page.getByRole("tab", { name: /Harvest v1/ }).click();
      // White space around it comes from copying.
      await this.page.getByLabel("Harvest API key", { exact: true }).fill(`  ${apiKey}\n`);
      return;
    }
    await this.page.getByRole("tab", { name: "Client ID and secret" }).click();
    await this.page.getByLabel("Client ID", { exact: true }).fill(` ${client.id} `);
    await this.page.getByLabel("Client secret", { exact: true }).fill(client.secret);
  }

  /** Goes to Greenhouse, where somebody approves the connection. */
  async goToApproval(): Promise<ApprovalPage> {
    await this.approveInGreenhouse.click();
    return new ApprovalPage(this.page);
  }

  async chooseApproval(): Promise<void> {
    await this.page.getByRole("tab", { name: "Connect with Greenhouse" }).click();
  }

  /** Returns a person in the preview of the next sync, whichever way it is laid out. */
  previewed(name: string): Locator {
    return this.page.getByText(name).locator("visible=true");
  }
}

/** Greenhouse's own page, on which a Site Admin approves a connection. */
export class ApprovalPage extends Screen {
  async authorize(): Promise<void> {
    await this.button("Authorize").click();
  }

  async deny(): Promise<void> {
    await this.button("Deny").click();
  }
}
