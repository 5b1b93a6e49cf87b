import { expect, type Locator, type Page } from "@playwright/test";
import { ANYONE, like, Screen, textOf } from "@/e2e/pages/screen";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/connections";
import * as connect from "@/lib/messages/generated/connections/connect";
import * as permissions from "@/lib/messages/generated/connections/permissions";
import * as sync from "@/lib/messages/generated/connections/sync";
import * as refused from "@/lib/messages/generated/server/connections";
import * as greenhouse from "@/lib/messages/generated/server/greenhouse";
import * as validation from "@/lib/messages/generated/validation/connections";
import { greenhousePage } from "@/lib/platform/paths/pages";

/** A credential of either kind of Harvest. */
export interface Credential {
  apiKey: string;
  client: { id: string; secret: string };
}

const ways = { approval: connect.wayApproval, client: connect.wayClient, key: connect.wayKey };

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
  readonly goLiveSaved: Locator;
  readonly saveDate: Locator;
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
  /** The comparison that says how many are the same, and that no one is in Greenhouse only. */
  readonly noneOnlyInGreenhouse: Locator;
  readonly makeSecret: Locator;
  readonly waitsForPing: Locator;
  readonly lastDelivery: Locator;
  readonly departmentStaysEmpty: Locator;
  readonly preview: Locator;
  readonly wouldBeInvited: Locator;
  readonly reasons: Locator;
  readonly hideReasons: Locator;
  /** The line of the history that stands for several syncs. */
  readonly folded: Locator;
  readonly showSyncs: Locator;
  readonly hideSyncs: Locator;
  /** How each sync of the history ended that is shown. */
  readonly succeeded: Locator;
  readonly markKnown: Locator;
  readonly noLongerKnown: Locator;
  readonly compared: Locator;
  /** What is done in Greenhouse to connect. */
  readonly instructions: Locator;
  /** Leads from the finished import to the hires. */
  readonly viewHires: Locator;
  /** Where one goes who holds a key of the retired Harvest. */
  readonly haveKey: Locator;
  readonly keyField: Locator;
  readonly getV3: Locator;

  constructor(page: Page) {
    super(page);
    this.checkAndConnect = this.button(connect.connect());
    this.isConnected = page.getByText(connect.connected());
    this.connected = page.getByText(m.status({ status: "connected" }), { exact: true });
    this.notConnected = page.getByText(m.status({ status: "not_connected" })).first();
    this.needsAttention = page.getByText(m.status({ status: "needs_attention" })).first();
    this.credentialRevoked = page.getByText(refused.credentialRejected()).first();
    this.rejected = page
      .getByText(new RegExp(`^${like(sync.skipped({ count: 7 }), "7", "\\d+").source}$`))
      .locator("visible=true")
      .first();
    this.goLiveDate = page.getByLabel(connect.goLiveLabel());
    this.saveDate = this.button(m.saveDate());
    this.goLiveSaved = page.getByText(m.goLiveSaved());
    this.notADate = page.getByText(connect.goLiveInvalid());
    this.spaceInside = page.getByText(validation.keyOnly()).or(page.getByText(validation.clientIdOnly()));
    this.adminsOnly = page.getByText(m.adminsConnect()).first();
    this.ways = page.getByRole("tab");
    this.refusals = {
      offersOfV1: this.alert(permissions.selectPermission({ group: "Offers", permission: "Get: List Offers" })),
      candidatesOfV1: this.alert(permissions.selectPermission({ group: "Candidates", permission: "Get: Retrieve Candidate" })),
      offersOfV3: this.alert(permissions.selectScope({ scope: "harvest:offers:list" })),
      unknown: this.alert(connect.invalidKey()).or(this.alert(greenhouse.clientRejected())),
      declined: this.alert(connect.declined()),
      approvalIsOver: this.alert(connect.expired()),
    };
    this.approveInGreenhouse = this.button(connect.approve());
    this.v1IsRetired = page.getByText(m.retired({ day: plainDate("2026-08-31", "long") })).first();
    this.changeToV3 = this.button(m.upgrade());
    this.compare = this.button(connect.compare());
    this.noneOnlyInGreenhouse = page
      .getByText(like(connect.summary({ same: 7, changed: 7, onlyHere: 7, onlyThere: 0 }), "7", "\\d+"))
      .first();
    this.makeSecret = this.button(m.generateSecret());
    this.waitsForPing = page.getByText(m.waitingForPing());
    this.lastDelivery = page.getByText(like(textOf(m.lastDelivery({ when: ANYONE })), ANYONE));
    this.departmentStaysEmpty = page.getByText(permissions.withoutDepartments());
    this.preview = this.button(sync.preview(), { exact: true });
    this.wouldBeInvited = page.getByText(sync.wouldInvite());
    this.reasons = this.button(sync.showReasons()).first();
    this.instructions = page.getByRole("heading", { name: connect.howTitle() });
    this.viewHires = page.getByRole("link", { name: sync.viewHires() });
    this.haveKey = this.button(connect.enterKey());
    this.keyField = page.getByLabel(connect.apiKey(), { exact: true });
    this.getV3 = this.button(connect.getV3());
    this.hideReasons = this.button(sync.hideReasons()).first();
    this.folded = page.getByText(like(sync.folded({ count: 7 }), "7", "\\d+")).locator("visible=true");
    this.showSyncs = this.button(sync.showSyncs());
    this.hideSyncs = this.button(sync.hideSyncs());
    this.succeeded = page.getByText(sync.succeeded(), { exact: true }).locator("visible=true");
    this.markKnown = this.button(sync.markKnown());
    this.noLongerKnown = this.button(sync.noLongerKnown());
    this.compared = page.getByText(connect.nothingChanged());
  }

  async open(): Promise<void> {
    await this.page.goto(greenhousePage);
  }

  /** Marks every skipped record that is shown as known. */
  async markAllKnown(): Promise<void> {
    for (let left = await this.markKnown.count(); left > 0; left--) {
      await this.markKnown.first().click();
      await expect(this.markKnown).toHaveCount(left - 1);
    }
  }

  /** Fills the connect form on the way of a version of Harvest. */
  async enter(harvest: "v1" | "v3", { apiKey, client }: Credential): Promise<void> {
    if (harvest === "v1") {
      await this.chooseWay("key");
      // White space around it comes from copying.
      await this.keyField.fill(`  ${apiKey}\n`);
      return;
    }
    await this.chooseWay("client");
    await this.page.getByLabel(connect.clientId(), { exact: true }).fill(` ${client.id} `);
    await this.page.getByLabel(connect.clientSecret(), { exact: true }).fill(client.secret);
  }

  /** Returns the card that says what connecting brought, and how all hires stand. */
  imported({ found, invited, pending, excluded }: Record<"found" | "invited" | "pending" | "excluded", number>): Locator {
    return this.card(sync.firstImport({ count: found }))
      .filter({ has: this.page.getByRole("link", { name: sync.importedInvited({ count: invited }) }) })
      .filter({ has: this.page.getByRole("link", { name: sync.importedPending({ count: pending }) }) })
      .filter({ has: this.page.getByRole("link", { name: sync.importedExcluded({ count: excluded }) }) });
  }

  /** Goes to Greenhouse, where a Site Admin approves the connection. */
  async goToApproval(): Promise<ApprovalPage> {
    await this.approveInGreenhouse.click();
    return new ApprovalPage(this.page);
  }

  /** Makes a secret for the webhook, and asks for another, which would end it. */
  async makeSecretTwice(): Promise<void> {
    await this.makeSecret.click();
    await this.button(m.generateNewSecret()).click();
    await this.cancel();
  }

  async askToDisconnect(): Promise<void> {
    await this.button(m.disconnect()).click();
    await this.cancel();
  }

  async disconnect(): Promise<void> {
    await this.button(m.disconnect()).click();
    await this.dialog.getByRole("button", { name: m.disconnect() }).click();
    await this.page.getByText(m.disconnected()).waitFor();
  }

  /** Saves another go-live date: empty, which is refused, then as given. */
  async changeGoLiveDate(date: string): Promise<void> {
    await this.button(m.changeDate()).click();
    await this.goLiveDate.fill("");
    await this.saveDate.click();
    await this.notADate.waitFor();
    await this.goLiveDate.fill(date);
    await this.saveDate.click();
  }

  async replaceCredential(): Promise<void> {
    await this.button(m.replace({ grant: "client_credentials" })).click();
  }

  async chooseWay(way: keyof typeof ways): Promise<void> {
    await this.page.getByRole("tab", { name: ways[way]() }).click();
  }

  private async cancel(): Promise<void> {
    await this.dialog.getByRole("button", { name: m.cancel(), exact: true }).click();
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
