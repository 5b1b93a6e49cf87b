import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { templateValues, typedTemplate } from "@/components/invitations/settings-values";
import { MailPreview } from "@/components/invitations/template/mail-preview";
import type { Recipient } from "@/components/invitations/template/preview-recipient";
import { TemplateFields } from "@/components/invitations/template/template-fields";
import { usePreview } from "@/components/invitations/template/use-preview";
import type { SettingsForm } from "@/components/invitations/use-settings-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { InvitationTemplate } from "@/lib/settings/schema";

/** The words of the mail, and beside them the mail. */
export function MailCard({ form, ours }: { form: SettingsForm; ours: InvitationTemplate }) {
  const [recipient, setRecipient] = useState<Recipient | null>(null);
  const template = typedTemplate(form.watch());
  const request = { template, ...(recipient ? { newHireId: recipient.id } : {}) };
  const preview = usePreview(request);
  const words = Object.entries(templateValues(ours)) as [keyof InvitationTemplate, string][];
  // Where answers go is an address and no words of ours.
  const restored = words.filter(([name]) => name !== "replyTo");
  const isOurs = restored.every(([name, text]) => form.getValues(name) === text);
  const restore = () => {
    for (const [name, text] of restored) form.setValue(name, text, { shouldDirty: true, shouldValidate: true });
  };
  return (
    <Card ruled title="The mail" className="mt-4">
      <div className="grid grid-cols-[minmax(0,1fr)] xl:grid-cols-[minmax(0,1fr)_minmax(0,38rem)]">
        <div className="p-5">
          <TemplateFields form={form} problems={preview.problems} />
          {isOurs ? null : (
            <Button variant="quiet" className="mt-3 -ml-3" icon={<RotateCcw className="size-4" aria-hidden />} onClick={restore}>
              Restore our words
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
