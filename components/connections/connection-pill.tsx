import { Pill, type Tone } from "@/components/ui/pill";
import type { ConnectionStatus } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections";

const tones: Record<ConnectionStatus, Tone> = {
  not_connected: "neutral",
  connected: "success",
  needs_attention: "danger",
  paused: "warning",
};

export function ConnectionPill({ status }: { status: ConnectionStatus }) {
  return <Pill tone={tones[status]}>{m.status({ status })}</Pill>;
}
