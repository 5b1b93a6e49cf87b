import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { MessagePage } from "@/components/ui/message-page";
import * as m from "@/lib/messages/generated/layout";
import { dashboardPage } from "@/lib/platform/paths/pages";

export function generateMetadata(): Metadata {
  return { title: m.notFoundTitle() };
}

export default function NotFound() {
  return (
    <main>
      <MessagePage
        title={m.notFoundTitle()}
        action={
          <ButtonLink href={dashboardPage} variant="primary">
            {m.openPortal()}
          </ButtonLink>
        }
      >
        {m.notFoundText()}
      </MessagePage>
    </main>
  );
}
