import { Send } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useAnnounce } from "@/components/ui/toast";
import { ApiError } from "@/lib/http/api-client";
import { type PreviewRequest, useSendTestInvitation } from "@/lib/settings/queries";

/** Sends the mail as typed to the person who asks for it. */
export function TestButton({ request }: { request: PreviewRequest }) {
  const announce = useAnnounce();
  const test = useSendTestInvitation();

  function explain(error: Error) {
    const reason = error instanceof ApiError ? error.problem.invalid_params?.[0]?.reason : undefined;
    announce(reason ? `The test was not sent. ${reason}` : error.message, "failure");
  }

  return (
    <Button
      icon={<Send className="size-4" aria-hidden />}
      busy={test.isPending}
      onClick={() => test.mutateAsync(request).then(({ sentTo }) => announce(`A test is on its way to ${sentTo}.`), explain)}
    >
      Send me a test
    </Button>
  );
}
