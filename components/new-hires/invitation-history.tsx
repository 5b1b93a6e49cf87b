import { CircleAlert, CircleCheck, type LucideIcon, Mail, MailX } from "lucide-react";
import { invitationWords } from "@/components/new-hires/list-columns";
import { Card } from "@/components/ui/card";
import { Moment } from "@/components/ui/moment";
import type { Invitation, InvitationStatus, InvitationTrigger } from "@/lib/invitations/schema";

const icons: Record<InvitationStatus, LucideIcon> = {
  queued: Mail,
  sent: Mail,
  failed: CircleAlert,
  accepted: CircleCheck,
  expired: MailX,
  replaced: MailX,
  revoked: MailX,
};

const triggers: Record<InvitationTrigger, string> = { automatic: "By itself", resend: "Sent by HR", reminder: "Reminder" };

/** Every invitation this hire was sent, newest first. */
export function InvitationHistory({ invitations }: { invitations: Invitation[] }) {
  if (invitations.length === 0) return null;
  return (
    <Card title="Invitation history">
      <ol className="mt-3">
        {invitations.map((invitation) => {
          const Icon = icons[invitation.status];
          return (
            <li key={invitation.id} className="group relative flex gap-3 pb-4 last:pb-0">
              <span className="absolute top-7 bottom-0 left-3 w-px bg-line group-last:hidden" aria-hidden />
              <span className="grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-ink-soft">
                <Icon className="size-3.5" aria-hidden />
              </span>
              <div className="min-w-0 break-words pt-0.5">
                <p>{invitationWords[invitation.status]}</p>
                <p className="text-ink-faint text-xs">{invitation.sentTo}</p>
                <p className="text-ink-faint text-xs">
                  {triggers[invitation.trigger]} · <Moment at={invitation.sentAt ?? invitation.createdAt} style="listed" />
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
