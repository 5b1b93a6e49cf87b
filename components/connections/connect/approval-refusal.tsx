import { RefreshCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ApprovalError } from "@/lib/connections/schema";
import * as m from "@/lib/messages/generated/connections/connect";

const words: Record<ApprovalError, { title: () => string; body: () => string }> = {
  declined: { title: m.declined, body: m.declinedText },
  unknown_state: { title: m.expired, body: m.expiredText },
  code_refused: { title: m.codeRefused, body: m.codeRefusedText },
  permission_missing: { title: m.scopesNotApproved, body: m.scopesNotApprovedText },
  unreachable: { title: m.greenhouseUnreachable, body: m.greenhouseUnreachableText },
};

interface ApprovalRefusalProps {
  error: ApprovalError;
  /** Null where the form to start over stands below already, or for those who may not. */
  onAgain: (() => void) | null;
}

/** Why an admin came back from Greenhouse without a connection, and what to do. */
export function ApprovalRefusal({ error, onAgain }: ApprovalRefusalProps) {
  const { title, body } = words[error];
  return (
    <Notice
      tone="danger"
      role="alert"
      title={title()}
      actions={
        onAgain ? (
          <Button icon={<RefreshCw className="size-4" aria-hidden />} onClick={onAgain}>
            {m.startOver()}
          </Button>
        ) : null
      }
    >
      {body()}
    </Notice>
  );
}
