import { useState } from "react";
import { MailPreview } from "@/components/invitations/mail-preview";
import type { Recipient } from "@/components/invitations/preview-recipient";
import { typedTemplate } from "@/components/invitations/settings-values";
import { TemplateFields } from "@/components/invitations/template-fields";
import { usePreview } from "@/components/invitations/use-preview";
import type { SettingsForm } from "@/components/invitations/use-settings-form";
import { Card } from "@/components/ui/card";

/** The words of the mail, and beside them the mail. */
export function MailCard({ form }: { form: SettingsForm }) {
  const [recipient, setRecipient] = useState<Recipient | null>(null);
  const template = typedTemplate(form.watch());
  const request = { template, ...(recipient ? { newHireId: recipient.id } : {}) };
  const preview = usePreview(request);
  return (
    <Card ruled title="The mail" className="mt-4">
      <div className="grid grid-cols-[minmax(0,1fr)] xl:grid-cols-[minmax(0,1fr)_minmax(0,38rem)]">
        <div className="p-5">
          <TemplateFields form={form} problems={preview.problems} />
        </div>
        <div className="border-line p-5 max-xl:border-t xl:border-l">
          <MailPreview preview={preview} request={request} recipient={recipient} onRecipient={setRecipient} />
        </div>
      </div>
    </Card>
  );
}
