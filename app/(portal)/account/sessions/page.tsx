import type { Metadata } from "next";
import { OwnSessions } from "@/components/account/own-sessions";
import * as m from "@/lib/messages/generated/account";

export function generateMetadata(): Metadata {
  return { title: m.title() };
}

export default function SessionsPage() {
  return (
    <>
      <h1>{m.title()}</h1>
      <p className="mt-1 text-ink-soft">{m.intro()}</p>
      <OwnSessions />
    </>
  );
}
