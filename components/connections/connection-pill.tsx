import { Pill, type Tone } from "@/components/ui/pill";
import type { IntegrationStatus } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections";

const tones: Record<IntegrationStatus, Tone> = {
  not_connected: "withdrawn",
  connected: "started",
  needs_attention: "danger",
  paused: "pending",
};

export function ConnectionPill({ status }: { status: IntegrationStatus }) {
  return <Pill tone={tones[status]}>{m.status({ status })}</Pill>;
}
