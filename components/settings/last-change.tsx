import { Moment } from "@/components/ui/moment";
import * as m from "@/lib/messages/generated/settings";
import type { LastChange as Change } from "@/lib/settings/schema";

/** Who changed a setting last, or that it has its default. */
export function LastChange({ updatedBy, updatedAt }: Pick<Change, "updatedBy" | "updatedAt">) {
  return updatedBy && updatedAt ? m.lastChanged({ name: updatedBy, when: <Moment at={updatedAt} /> }) : m.defaults();
}
