import { clsx } from "clsx";
import { Moon, Smartphone } from "lucide-react";
import { useState } from "react";
import { PreviewFrame } from "@/components/invitations/template/preview-frame";
import { PreviewRecipient, type Recipient } from "@/components/invitations/template/preview-recipient";
import { TestButton } from "@/components/invitations/template/test-button";
import type { Preview } from "@/components/invitations/template/use-preview";
import { IconButton } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import * as m from "@/lib/messages/generated/invitations";
import type { PreviewRequest } from "@/lib/settings/queries";

interface MailPreviewProps {
  preview: Preview;
  request: PreviewRequest;
  recipient: Recipient | null;
  onRecipient: (recipient: Recipient | null) => void;
}

/** The email as a hire would get it, while it is typed. */
export function MailPreview({ preview, request, recipient, onRecipient }: MailPreviewProps) {
  const [shown, setShown] = useState<"mail" | "text">("mail");
  const [isDark, setDark] = useState(false);
  const [isPhone, setPhone] = useState(false);
  const { mail, problems, failure } = preview;
  const isWrong = Object.keys(problems).length > 0;
  const tabs = [
    { id: "mail", label: m.previewMail() },
    { id: "text", label: m.previewText() },
  ] as const;
  return (
    <section aria-label={m.preview()} className="xl:sticky xl:top-5">
      <PreviewRecipient recipient={recipient} onRecipient={onRecipient} />
      <div className="relative mt-3">
        <div className="absolute top-0 right-0 flex gap-1">
          <Toggle label={m.darkMode()} isOn={isDark} onToggle={setDark} Icon={Moon} />
          <Toggle label={m.phoneWidth()} isOn={isPhone} onToggle={setPhone} Icon={Smartphone} />
        </div>
        <Tabs label={m.previewAs()} tabs={tabs} selected={shown} onSelect={setShown}>
          <p className="min-h-5 break-words text-ink-soft" aria-live="polite">
            {isWrong ? m.previewOutdated() : null}
            {!isWrong && mail && !failure ? m.previewSubject({ subject: <span className="text-ink">{mail.subject}</span> }) : null}
          </p>
          <div className="mt-3">
            {failure ? <Failure title={m.previewFailed()} error={failure} onRetry={() => preview.retry()} /> : null}
            {!mail && !failure ? <Skeleton className="h-128" /> : null}
            {mail && !failure && shown === "mail" ? <PreviewFrame html={mail.html} isDark={isDark} isPhone={isPhone} /> : null}
            {mail && !failure && shown === "text" ? (
              <pre className="whitespace-pre-wrap break-words rounded-control border border-line bg-sunken p-4 font-mono text-xs">
                {mail.text}
              </pre>
            ) : null}
          </div>
        </Tabs>
      </div>
      <div className="mt-3">
        <TestButton request={request} />
      </div>
    </section>
  );
}

interface ToggleProps {
  label: string;
  isOn: boolean;
  onToggle: (isOn: boolean) => void;
  Icon: typeof Moon;
}

function Toggle({ label, isOn, onToggle, Icon }: ToggleProps) {
  return (
    <IconButton label={label} aria-pressed={isOn} onClick={() => onToggle(!isOn)} className={clsx(isOn && "bg-accent-soft text-accent!")}>
      <Icon className="size-4" aria-hidden />
    </IconButton>
  );
}
