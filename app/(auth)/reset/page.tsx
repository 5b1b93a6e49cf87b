import type { Metadata } from "next";
import { ResetRequestForm } from "@/components/auth/reset-request-form";
import { Providers } from "@/components/layout/providers";
import { PublicPage } from "@/components/layout/public-page";
import * as m from "@/lib/messages/generated/auth";

export function generateMetadata(): Metadata {
  return { title: m.resetTitle() };
}

export default function ResetRequestPage() {
  return (
    <PublicPage>
      <h1 className="mt-8">{m.resetTitle()}</h1>
      <Providers>
        <ResetRequestForm />
      </Providers>
    </PublicPage>
  );
}
