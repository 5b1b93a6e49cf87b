import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { MessagePage } from "@/components/ui/message-page";
import { dashboardPage } from "@/lib/platform/paths";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main>
      <MessagePage
        title="There is nothing at this address"
        action={
          <ButtonLink href={dashboardPage} variant="primary">
            Open the portal
          </ButtonLink>
        }
      >
        The address may be mistyped, or what was here was removed.
      </MessagePage>
    </main>
  );
}
