import type { Employer } from "@/lib/invitations/schema";
import * as m from "@/lib/messages/generated/onboarding";

/**
 * Whom the new hire can ask, and where they can write: the employer's contact. Without its address it is that person, else the manager, else
 * the person who hired them, and the address that replies to the email go to.
 */
export function Contact({ employer, managerName = null }: { employer: Employer; managerName?: string | null }) {
  const { contact, sender } = employer;
  return (
    <p className="mt-8 text-pretty break-words text-ink-soft text-sm">
      {contact?.address ? (
        writeWords(contact.name, contact.address)
      ) : (
        <>
          {askWords(employer, managerName)} {sender === null ? null : m.orReply({ to: <MailTo address={sender} /> })}
        </>
      )}
    </p>
  );
}

function writeWords(name: string | null, address: string) {
  const to = <MailTo address={address} />;
  return name === null ? m.writeTo({ to }) : m.writeToPerson({ name, to });
}

function askWords({ name: employer, contact }: Employer, managerName: string | null): string {
  if (contact?.name) return m.askPerson({ name: contact.name });
  return managerName ? m.askManager({ name: managerName, employer }) : m.ask({ employer });
}

function MailTo({ address }: { address: string }) {
  return (
    <a href={`mailto:${address}`} className="text-accent underline underline-offset-2">
      {address}
    </a>
  );
}
