import type { Actor } from "@/lib/auth/actor";
import type { ConnectGreenhouse } from "@/lib/connections/credentials/schema";
import { findGreenhouse } from "@/lib/connections/data";
import type { Comparison } from "@/lib/connections/manage/schema";
import { type GreenhouseConnector, GreenhouseError } from "@/lib/greenhouse/connector";
import { HarvestV1 } from "@/lib/greenhouse/v1/harvest";
import type { FieldName, FieldValues } from "@/lib/hire-fields/fields";
import { fieldsOf, valueIn } from "@/lib/hire-fields/own/rules";
import { hiresToCompare } from "@/lib/hires/data";
import * as m from "@/lib/messages/generated/server/connections";
import { utcDay } from "@/lib/platform/calendar";
import { inOrganization, type OrganizationId } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { readMappings } from "@/lib/settings/data";
import { authorizationOf, checkCredential } from "@/lib/workflows/connect/check-credential";
import { notAnswered } from "@/lib/workflows/connect/greenhouse-attention";
import { openV3 } from "@/lib/workflows/connect/greenhouse-connection";
import { hiredPeople } from "@/lib/workflows/sync/hired-people";

const ATTEMPTS = 3;

/**
 * Returns how the people that Greenhouse shows through a credential that is not in use yet differ from the stored hires. Stores
 * nothing and sends no email; an admin sees with it, before switching, that v3 shows the same people.
 */
export async function compareGreenhouse(actor: Actor, given: ConnectGreenhouse): Promise<Comparison> {
  const { organizationId } = actor;
  const connector = await openGiven(organizationId, given);
  try {
    const { current, mappings, inviteFrom } = await inOrganization(organizationId, async (tx, now) => ({
      inviteFrom: given.inviteFrom ?? utcDay((await findGreenhouse(tx))?.inviteFrom ?? now),
      current: new Map((await hiresToCompare(tx)).map((hire) => [hire.state.applicationId, hire])),
      mappings: await readMappings(tx),
    }));
    const result: Comparison = { same: 0, changed: [], onlyHere: [], onlyThere: [] };
    const hired = new Set<number>();
    for await (const person of hiredPeople(connector, { mappings, inviteFrom, known: new Set(current.keys()) })) {
      // Who cannot be read there is not gone there.
      hired.add(person.applicationId);
      if (!("draft" in person)) continue;
      const hire = current.get(person.applicationId);
      if (!hire) {
        result.onlyThere.push(person.applicationId);
        continue;
      }
      const { greenhouseValues, unknownFields } = person.draft;
      const fields = changedFields(hire.state.greenhouseValues, greenhouseValues, unknownFields);
      if (fields.length === 0) result.same++;
      else result.changed.push({ id: hire.id, fields });
    }
    for (const [applicationId, { id }] of current) if (!hired.has(applicationId)) result.onlyHere.push(id);
    return result;
  } catch (error) {
    if (!(error instanceof GreenhouseError)) throw error;
    throw notAnswered(error, m.nothingChanged({ reason: error.message }));
  } finally {
    await connector.close();
  }
}

/** What changes for us; that a field fills which the connection in use cannot know is no difference. */
function changedFields(ours: FieldValues, theirs: FieldValues, unknownFields: readonly FieldName[]): FieldName[] {
  const fills: readonly FieldName[] = ["department", "location", "managerName"];
  return fieldsOf(theirs).filter((field) => {
    const [before, after] = [valueIn(ours, field), valueIn(theirs, field)];
    return before !== after && !unknownFields.includes(field) && !(before === null && fills.includes(field));
  });
}

async function openGiven(organizationId: OrganizationId, given: ConnectGreenhouse): Promise<GreenhouseConnector> {
  const { credential } = await checkCredential(organizationId, given);
  if (given.apiVersion === "v1") return new HarvestV1({ baseUrl: env().HARVEST_V1_URL, apiKey: given.apiKey, attempts: ATTEMPTS });
  const { authorization } = await authorizationOf(organizationId, given);
  const scopes = credential.permissions.filter(({ granted }) => granted).map(({ name }) => name);
  return openV3(organizationId, authorization, scopes, { attempts: ATTEMPTS });
}
