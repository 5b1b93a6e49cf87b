import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { type InvitationForm, templateValues, typedTemplate } from "@/components/invitations/settings-values";
import { MailPreview } from "@/components/invitations/template/mail-preview";
import type { Recipient } from "@/components/invitations/template/preview-recipient";
import { TemplateFields } from "@/components/invitations/template/template-fields";
import { usePreview } from "@/components/invitations/template/use-preview";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import * as m from "@/lib/messages/generated/invitations";
import type { InvitationTemplate } from "@/lib/settings/schema";

/** The email template, and beside it the email. */
export function MailCard({ form, ours }: { form: InvitationForm; ours: InvitationTemplate }) {
  const [recipient, setRecipient] = useState<Recipient | null>(null);
  const template = typedTemplate(form.values);
  const request = { template, ...(recipient ? { newHireId: recipient.id } : {}) };
  const preview = usePreview(request);
  // The reply-to address is the organization's own and has no default.
  const { replyTo: _, ...texts } = templateValues(ours);
  const isDefault = (Object.keys(texts) as (keyof typeof texts)[]).every((name) => form.values[name] === texts[name]);
  return (
    <Card ruled title={m.template()} className="mt-4">
      <div className="grid grid-cols-[minmax(0,1fr)] xl:grid-cols-[minmax(0,1fr)_minmax(0,38rem)]">
        <div className="p-5">
          <TemplateFields form={form} problems={preview.problems} />
          {isDefault ? null : (
            <Button
              variant="quiet"
              className="mt-3 -ml-3"
              icon={<RotateCcw className="size-4" aria-hidden />}
              onClick={() => form.change(texts)}
            >
              {m.resetTemplate()}
            </Button>
          )}
        </div>
        <div className="border-line p-5 max-xl:border-t xl:border-l">
          <MailPreview preview={preview} request={request} recipient={recipient} onRecipient={setRecipient} />
        </div>
      </div>
    </Card>
  );
}
