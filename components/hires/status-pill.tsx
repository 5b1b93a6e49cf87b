import { Pill, type Tone } from "@/components/ui/pill";
import type { HireStatus } from "@/lib/hires/schema";

const looks: Record<HireStatus, { tone: Tone; word: string }> = {
  pending: { tone: "pending", word: "Pending" },
  on_hold: { tone: "hold", word: "On hold" },
  invited: { tone: "invited", word: "Invited" },
  started: { tone: "started", word: "Started" },
  withdrawn: { tone: "withdrawn", word: "Withdrawn" },
  excluded: { tone: "withdrawn", word: "Not imported" },
};

export function StatusPill({ status }: { status: HireStatus }) {
  return <Pill tone={looks[status].tone}>{looks[status].word}</Pill>;
}
