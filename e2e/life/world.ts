import { randomUUID } from "node:crypto";
import { postfixBounce } from "@/e2e/fixtures/bounces/mail-servers";
import { actorOf, draftOf, makeOrganization } from "@/e2e/fixtures/hires";
import { deliverInvitation } from "@/e2e/fixtures/stack/deliveries";
import type { Slot } from "@/e2e/life/model";
import type { MailServer } from "@/e2e/servers/mail-server";
import type { Actor } from "@/lib/auth/actor";
import { parseReport } from "@/lib/email/bounces/report";
import { returnPathOf } from "@/lib/email/return-path";
import type { FieldValues } from "@/lib/hire-fields/fields";
import { applyHeard } from "@/lib/hires/intake";
import { countNewHires } from "@/lib/hires/list/list";
import { hireTimeline } from "@/lib/hires/timeline/timeline";
import { tokenOf } from "@/lib/invitations/mutations";
import { databaseTime, inOrganization, type TenantTx } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { asApplicationId, asHireId } from "@/lib/platform/ids";
import { readSetting } from "@/lib/settings/data";
import type { SettingName, SettingValue } from "@/lib/settings/schema";
import { reevaluateOpenHires } from "@/lib/workflows/invite/invitation-clock";
import { acceptInvitation } from "@/lib/workflows/invite/open-invitation";
import { storeDeliveryEvents } from "@/lib/workflows/invite/receive-delivery-events";
import { changeSetting } from "@/lib/workflows/operate/change-setting";

const from = "onboarding@northwind.example";
const applicationOf = (slot: Slot) => slot + 1;

/** The portal's own code on a real database, for one organization that no other life shares. */
export class World {
  readonly actor: Actor;
  private readonly mail: MailServer;

  private constructor(actor: Actor, mail: MailServer) {
    this.actor = actor;
    this.mail = mail;
  }

  static async make(mail: MailServer): Promise<World> {
    return new World(actorOf(await makeOrganization(), "admin"), mail);
  }

  within<Result>(work: (tx: TenantTx, now: Date) => Promise<Result>): Promise<Result> {
    return inOrganization(this.actor.organizationId, work);
  }

  /** What Greenhouse says of an application; null: not hired. */
  hear(slot: Slot, values: FieldValues | null) {
    const applicationId = asApplicationId(applicationOf(slot));
    const draft = values && draftOf(applicationOf(slot), values);
    return this.within((tx, now) => applyHeard(tx, this.actor.organizationId, [{ applicationId, draft }], now));
  }

  /** What is stored of a hire; throws where nothing is. */
  async read(slot: Slot) {
    return this.within(async (tx) => {
      const row = await tx.newHire.findFirstOrThrow({ where: { applicationId: BigInt(applicationOf(slot)) } });
      const id = asHireId(row.id);
      const invitations = await tx.invitation.findMany({ where: { newHireId: id }, orderBy: { id: "asc" } });
      const audits = await tx.auditEntry.count({ where: { subject: `new_hire:${id}` } });
      return { id, row, invitations, audits, timeline: (await hireTimeline(tx, id)).items };
    });
  }

  /** How many hires are stored by status, counted, and as the portal keeps count. */
  async counts() {
    return this.within(async (tx) => ({
      kept: await countNewHires(tx),
      counted: new Map(
        (await tx.newHire.groupBy({ by: ["status"], _count: true })).map(({ status, _count }) => [status as string, _count]),
      ),
    }));
  }

  /** Does what HR asks for; returns the code where it is refused. */
  async asHr(work: (tx: TenantTx, now: Date) => Promise<unknown>): Promise<string | null> {
    try {
      await this.within(work);
      return null;
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
  }

  /** Decides several matters at once, and then every open hire by all of them. */
  async decide(settings: { [Name in SettingName]?: SettingValue<Name> }): Promise<void> {
    await this.within(async (tx, now) => {
      const change = async <Name extends SettingName>(name: Name, value: SettingValue<Name> | undefined) => {
        if (value === undefined) return;
        const { version } = await readSetting(tx, name);
        await changeSetting(tx, this.actor, name, { version, value }, now);
      };
      for (const name of Object.keys(settings) as SettingName[]) await change(name, settings[name]);
    });
    await reevaluateOpenHires(this.actor.organizationId);
  }

  async deliver(invitationId: string, fault: Parameters<MailServer["behave"]>[0]): Promise<void> {
    this.mail.behave(fault);
    await deliverInvitation(this.actor.organizationId, invitationId);
  }

  async bounce({ id, sentTo }: { id: string; sentTo: string }): Promise<void> {
    const envelopeTo = returnPathOf(id, from);
    const raw = Buffer.from(postfixBounce({ to: envelopeTo, about: sentTo }));
    await storeDeliveryEvents("mail", await parseReport({ raw, envelopeTo, receivedAt: await databaseTime() }));
  }

  accept(invitation: { id: string; tokenKeyId: string }): Promise<string | null> {
    // An address of its own each time: the limits of one must not stop another.
    return acceptInvitation(tokenOf(invitation), randomUUID());
  }
}
