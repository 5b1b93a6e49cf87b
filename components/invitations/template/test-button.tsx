import { Send } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/components/ui/toast";
import { ApiError } from "@/lib/http/api-client";
import * as m from "@/lib/messages/generated/invitations";
import { type PreviewRequest, useSendTestInvitation } from "@/lib/settings/queries";

/** Sends the email as typed to the person who presses the button. */
export function TestButton({ request }: { request: PreviewRequest }) {
  const announce = useAnnounce();
  const test = useSendTestInvitation();

  function explain(error: Error) {
    const reason = error instanceof ApiError ? error.problem.invalid_params?.[0]?.reason : undefined;
    announce(reason ? m.testFailed({ reason }) : error.message, "failure");
  }

  return (
    <Button
      icon={<Send className="size-4" aria-hidden />}
      busy={test.isPending}
      onClick={() => test.mutateAsync(request).then(({ sentTo }) => announce(m.testSending({ email: sentTo })), explain)}
    >
      {m.sendTest()}
    </Button>
  );
}
