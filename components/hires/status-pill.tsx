import { Pill, type Tone } from "@/components/ui/pill";
import type { HireStatus } from "@/lib/hires/codes";
import * as words from "@/lib/messages/generated/hires/words";

const tones: Record<HireStatus, Tone> = {
  pending: "warning",
  on_hold: "waiting",
  invited: "info",
  started: "success",
  withdrawn: "neutral",
  excluded: "neutral",
};

export function StatusPill({ status }: { status: HireStatus }) {
  return <Pill tone={tones[status]}>{words.status({ status })}</Pill>;
}
