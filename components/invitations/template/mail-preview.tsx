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
import type { PreviewRequest } from "@/lib/settings/queries";

interface MailPreviewProps {
  preview: Preview;
  request: PreviewRequest;
  recipient: Recipient | null;
  onRecipient: (recipient: Recipient | null) => void;
}

const tabs = [
  { id: "mail", label: "Mail" },
  { id: "text", label: "Plain text" },
] as const;

/** The mail as somebody would get it, while it is typed. */
export function MailPreview({ preview, request, recipient, onRecipient }: MailPreviewProps) {
  const [shown, setShown] = useState<(typeof tabs)[number]["id"]>("mail");
  const [isDark, setDark] = useState(false);
  const [isPhone, setPhone] = useState(false);
  const { mail, problems, failure } = preview;
  const isWrong = Object.keys(problems).length > 0;
  return (
    <section aria-label="Preview" className="xl:sticky xl:top-5">
      <PreviewRecipient recipient={recipient} onRecipient={onRecipient} />
      <div className="relative mt-3">
        <div className="absolute top-0 right-0 flex gap-1">
          <Toggle label="Dark" isOn={isDark} onToggle={setDark} Icon={Moon} />
          <Toggle label="Width of a phone" isOn={isPhone} onToggle={setPhone} Icon={Smartphone} />
        </div>
        <Tabs label="The mail as" tabs={tabs} selected={shown} onSelect={setShown}>
          <p className="min-h-5 break-words text-ink-soft" aria-live="polite">
            {isWrong ? "This is the mail before the words that cannot be sent yet; what is wrong stands at the field." : null}
            {!isWrong && mail ? (
              <>
                Subject: <span className="text-ink">{mail.subject}</span>
              </>
            ) : null}
          </p>
          <div className="mt-3">
            {failure && !mail ? <Failure title="There is no preview" error={failure} onRetry={() => preview.retry()} /> : null}
            {!mail && !failure ? <Skeleton className="h-128" /> : null}
            {mail && shown === "mail" ? <PreviewFrame html={mail.html} isDark={isDark} isPhone={isPhone} /> : null}
            {mail && shown === "text" ? (
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
