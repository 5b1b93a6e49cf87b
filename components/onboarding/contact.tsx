import type { Employer } from "@/lib/invitations/schema";
import * as m from "@/lib/messages/generated/onboarding";

/** The person that the new hire can ask: the employer's contact, else the manager, else the person who hired them. */
export function Contact({ employer: { name, contact }, managerName }: { employer: Employer; managerName?: string | null }) {
  return (
    <p className="mt-8 text-pretty break-words text-ink-soft text-sm">
      {contact ? contactWords(contact) : managerName ? m.askManager({ name: managerName, employer: name }) : m.ask({ employer: name })}
    </p>
  );
}

function contactWords({ name, address }: NonNullable<Employer["contact"]>) {
  if (address === null) return m.askPerson({ name: name ?? "" });
  const to = (
    <a href={`mailto:${address}`} className="text-accent underline underline-offset-2">
      {address}
    </a>
  );
  return name === null ? m.writeTo({ to }) : m.writeToPerson({ name, to });
}
