import { useDecision } from "@/components/hires/record/panels/suspension/use-decision";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/components/ui/toast";

interface KeepButtonProps {
  hireId: string;
  label: string;
  className?: string;
}

/** Keeps a hire in onboarding, or takes them back in. */
export function KeepButton({ hireId, label, className }: KeepButtonProps) {
  const announce = useAnnounce();
  const { isDeciding, decide } = useDecision(hireId);
  return (
    <Button
      className={className}
      busy={isDeciding}
      onClick={() => decide("keep").catch((error: Error) => announce(error.message, "failure"))}
    >
      {label}
    </Button>
  );
}
