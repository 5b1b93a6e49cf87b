import type { DecisionContext } from "@/lib/hires/change";
import type { Standing } from "@/lib/hires/duplicates/standing";
import { invitationHistory } from "@/lib/invitations/data";
import { localDay, utcDay } from "@/lib/platform/calendar";
import type { TenantTx } from "@/lib/platform/db";
import type { HireId } from "@/lib/platform/ids";
import { readSettings } from "@/lib/settings/data";

export interface Policies {
  expiresAfterDays: number;
  /** Whether Greenhouse is told of invitations and starts. */
  notesBack: boolean;
  /** Returns what is known of one of the hires, null for one that is not stored, given how it stands to possible duplicates. */
  contextOf: (hireId: HireId | null, standing: Standing) => DecisionContext;
}

/** Reads what the organization decided about invitations, and the invitations that these hires had. */
export async function readPolicies(tx: TenantTx, hireIds: readonly HireId[], now: Date): Promise<Policies> {
  const {
    required_fields,
    import_rules,
    invitations: settings,
    greenhouse,
    own_fields,
  } = await readSettings(tx, ["required_fields", "import_rules", "invitations", "greenhouse", "own_fields"]);
  const integration = await tx.partnerIntegration.findFirst({ select: { inviteFrom: true } });
  const { timing, timeZone, expiresAfterDays } = settings;
  const history = await invitationHistory(tx, hireIds);
  const today = localDay(now, timeZone);
  const organization = {
    required: required_fields.fields,
    importRules: import_rules.rules,
    inviteFrom: integration?.inviteFrom ? utcDay(integration.inviteFrom) : today,
    timing,
    today,
    now,
    greenhouse,
    ownFields: own_fields.fields,
  };
  return {
    expiresAfterDays,
    notesBack: greenhouse.notesBack,
    contextOf: (hireId, standing) => {
      const invitations = (hireId !== null && history.get(hireId)) || [];
      return { ...organization, ...standing, invitations, invitedBefore: invitations.length > 0 };
    },
  };
}
