import { Pill, type Tone } from "@/components/ui/pill";
import type { IntegrationStatus } from "@/lib/connections/schema";

const looks: Record<IntegrationStatus, { tone: Tone; words: string }> = {
  not_connected: { tone: "withdrawn", words: "Not connected" },
  connected: { tone: "started", words: "Connected" },
  needs_attention: { tone: "danger", words: "Needs attention" },
  paused: { tone: "pending", words: "Paused" },
};

export function ConnectionPill({ status }: { status: IntegrationStatus }) {
  return <Pill tone={looks[status].tone}>{looks[status].words}</Pill>;
}
