import type { Metadata } from "next";
import { OwnSessions } from "@/components/account/own-sessions";
import { PreferencesCard } from "@/components/account/preferences-card";
import { ProfileCard } from "@/components/account/profile-card";
import { SecondFactorCard } from "@/components/account/second-factor/second-factor-card";
import { Permitted } from "@/components/auth/permitted";
import * as m from "@/lib/messages/generated/account";

export function generateMetadata(): Metadata {
  return { title: m.title() };
}

export default function AccountPage() {
  return (
    <>
      <h1>{m.title()}</h1>
      <ProfileCard />
      <PreferencesCard />
      <Permitted to="account.credentials">
        <SecondFactorCard />
      </Permitted>
      <OwnSessions />
    </>
  );
}
