import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PagePreview } from "@/components/invitations/branding/page-preview";
import { PreviewFrame } from "@/components/invitations/template/preview-frame";
import { useSettingPreview } from "@/components/settings/use-setting-preview";
import { Failure } from "@/components/ui/failure";
import { NotLoaded } from "@/components/ui/not-loaded";
import { Skeleton } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/http/api-client";
import * as words from "@/lib/messages/generated/invitations";
import * as m from "@/lib/messages/generated/invitations/branding";
import { pageContact } from "@/lib/settings/branding/rules";
import type { Branding } from "@/lib/settings/branding/schema";
import { settingOptions } from "@/lib/settings/queries";
import type { InvitationTemplate } from "@/lib/settings/schema";

/** The email and the page behind its link with a branding that is not saved yet, in both schemes. */
export function BrandingPreview({ branding }: { branding: Branding }) {
  const invitations = useQuery(settingOptions("invitations"));
  const template = invitations.data?.template;
  if (template) return <Shown template={template} branding={branding} />;
  return (
    <NotLoaded query={invitations} fallback={<Skeleton className="h-128" />}>
      {words.previewNotLoaded()}
    </NotLoaded>
  );
}

function Shown({ template, branding }: { template: InvitationTemplate; branding: Branding }) {
  const [isDark, setDark] = useState(false);
  const { logo, accent } = branding;
  const preview = useSettingPreview("invitations", { template, branding: { logo, accent } });
  // The last one stays while the next is made, and while the color cannot be.
  const [last, setLast] = useState(preview.data);
  if (preview.data && preview.data !== last) setLast(preview.data);
  const refusal = preview.error instanceof ApiError ? preview.error.problem.invalid_params?.[0]?.reason : undefined;
  return (
    <section aria-label={m.preview()}>
      <div className="flex items-center gap-3 pb-2">
        <p className="font-medium">{m.preview()}</p>
        <label className="ml-auto flex min-h-9 cursor-pointer items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-(--accent)"
            checked={isDark}
            onChange={(event) => setDark(event.target.checked)}
          />
          {m.darkMode()}
        </label>
      </div>
      <p aria-live="polite" className="pb-2 text-pretty text-danger text-xs empty:hidden">
        {refusal}
      </p>
      {preview.error && !refusal ? <Failure title={m.previewFailed()} error={preview.error} onRetry={() => preview.refetch()} /> : null}
      {last ? (
        <>
          <PreviewFrame html={last.html} isDark={isDark} isPhone={false} />
          <PagePreview employer={{ ...last.employer, contact: pageContact(branding, template.replyTo) }} logo={logo} isDark={isDark} />
        </>
      ) : preview.error ? null : (
        <Skeleton className="h-128" />
      )}
    </section>
  );
}
