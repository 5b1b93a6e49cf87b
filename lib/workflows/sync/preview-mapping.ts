import type { Actor } from "@/lib/auth/actor";
import { findGreenhouse } from "@/lib/connections/data";
import { type GreenhouseConnector, GreenhouseError } from "@/lib/greenhouse/connector";
import type { FieldName } from "@/lib/hire-fields/fields";
import { valueIn } from "@/lib/hire-fields/own/rules";
import { hiresOfApplications } from "@/lib/hires/data";
import { nameOf } from "@/lib/hires/words";
import * as m from "@/lib/messages/generated/server/connections";
import { acceptedOffer, type OfferState } from "@/lib/offers/rules";
import { inOrganization } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { asApplicationId } from "@/lib/platform/ids";
import { readMappings, readOwnFields } from "@/lib/settings/data";
import { appliedMappings, type Mapping } from "@/lib/settings/mapping/rules";
import type { FieldMapping } from "@/lib/settings/mapping/schema";
import type { SettingPreview } from "@/lib/settings/schema";
import { notAnswered, noteRefusal } from "@/lib/workflows/connect/greenhouse-attention";
import { openConnector } from "@/lib/workflows/connect/greenhouse-connection";
import { applicationChecks } from "@/lib/workflows/sync/application-check";
import { mappedOfferValues, toNewHireDraft, usesHiringTeam, usesOpenings } from "@/lib/workflows/sync/to-new-hire-draft";

const SAMPLES = 5;

/**
 * What a mapping would make of some hires, read from Greenhouse now and stored nowhere. The samples are among the first offers
 * that Greenhouse lists, because only a listed offer shows all its custom fields.
 */
export async function previewMapping(actor: Actor, given: readonly FieldMapping[]): Promise<SettingPreview<"field_mapping">> {
  const { integration, current, mappings } = await inOrganization(actor.organizationId, async (tx) => ({
    integration: await findGreenhouse(tx),
    current: await readMappings(tx),
    mappings: appliedMappings(given, await readOwnFields(tx)),
  }));
  if (!integration?.credentialSealed) throw new AppError("not_connected", m.notConnected());
  const changed = changedFields(current, mappings);
  if (changed.length === 0) return { items: [] };
  const connector = openConnector(integration);
  try {
    return await samplesOf(actor, connector, { current, mappings, changed });
  } catch (error) {
    if (error instanceof GreenhouseError) {
      await noteRefusal(actor.organizationId, integration, error);
      throw notAnswered(error, m.noPreview({ reason: error.message }));
    }
    throw error;
  } finally {
    await connector.close();
  }
}

function changedFields(before: readonly Mapping[], after: readonly Mapping[]): FieldName[] {
  const source = (all: readonly Mapping[], field: FieldName) => JSON.stringify(all.find((one) => one.field === field));
  const fields = new Set([...before, ...after].map(({ field }) => field));
  return [...fields].filter((field) => source(before, field) !== source(after, field));
}

interface Comparison {
  current: readonly Mapping[];
  mappings: readonly Mapping[];
  changed: readonly FieldName[];
}

async function samplesOf(actor: Actor, connector: GreenhouseConnector, comparison: Comparison): Promise<SettingPreview<"field_mapping">> {
  const { current, mappings, changed } = comparison;
  const page = await connector.offerPage({ changedSince: null }, { openings: usesOpenings(mappings) });
  const listed = new Map(page.offers.map((offer) => [offer.id, offer]));
  const { checks, states, ids } = await inOrganization(actor.organizationId, async (tx) => {
    const hires = await tx.newHire.findMany({
      where: { applicationId: { in: page.offers.map(({ applicationId }) => BigInt(applicationId)) }, status: { not: "withdrawn" } },
      select: { id: true, applicationId: true },
      orderBy: { id: "desc" },
      take: SAMPLES,
    });
    const applications = hires.map((hire) => asApplicationId(hire.applicationId));
    return {
      ids: new Map(hires.map((hire) => [asApplicationId(hire.applicationId), hire.id])),
      states: new Map((await hiresOfApplications(tx, applications)).map(({ state }) => [state.applicationId, state])),
      checks: await applicationChecks(tx, applications),
    };
  });
  if (checks.length === 0) return { items: [] };
  const people = await connector.people(checks, { hiringTeam: usesHiringTeam([...current, ...mappings]) });
  const items = checks.flatMap(({ applicationId, offers }) => {
    const result = people.get(applicationId);
    const standing = acceptedOffer(offers);
    const id = ids.get(applicationId);
    if (result?.kind !== "hired" || !standing || !id) return [];
    const draftWith = (chosen: readonly Mapping[]) =>
      toNewHireDraft(
        {
          ...result,
          applicationId,
          offer: withValues(standing, listed.get(standing.id) ?? { customFields: [], openingFields: undefined }, chosen),
        },
        chosen,
      );
    const [before, after] = [draftWith(current), draftWith(mappings)];
    const fields = changed.map((field) => ({
      field,
      now: valueIn(before.greenhouseValues, field),
      next: valueIn(after.greenhouseValues, field),
      problem: after.problems[field] ?? null,
      keptByHr: states.get(applicationId)?.edits[field] !== undefined,
    }));
    return [{ id, name: nameOf(after.values, after.candidateId), fields }];
  });
  return { items };
}

function withValues(offer: OfferState, listed: Parameters<typeof mappedOfferValues>[0], mappings: readonly Mapping[]): OfferState {
  return { ...offer, customValues: { ...offer.customValues, ...mappedOfferValues(listed, mappings) } };
}
