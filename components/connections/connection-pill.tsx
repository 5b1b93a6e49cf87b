import { Pill, type Tone } from "@/components/ui/pill";
import type { ConnectionStatus } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections";

const tones: Record<ConnectionStatus, Tone> = {
  not_connected: "withdrawn",
  connected: "started",
  needs_attention: "danger",
  paused: "pending",
};

export function ConnectionPill({ status }: { status: ConnectionStatus }) {
  return <Pill tone={tones[status]}>{m.status({ status })}</Pill>;
}
