"use client";

import { Building2 } from "lucide-react";
import { useState } from "react";
import { SignInForm } from "@/components/auth/sign-in-form";
import { SsoForm } from "@/components/auth/sso-form";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import * as m from "@/lib/messages/generated/sso";
import type { SsoRefusal } from "@/lib/sso/rules";

/** The ways to sign in: by password, or with one's organization. `refused` is why the last try there came to nothing. */
export function SignInPanel({ next, refused }: { next: string; refused: SsoRefusal | undefined }) {
  const [isSso, setSso] = useState(refused !== undefined);
  return (
    <>
      {refused ? <Notice role="alert" tone="danger" title={m.failed({ reason: refused })} className="mt-6" /> : null}
      {isSso ? (
        <SsoForm next={next} onBack={() => setSso(false)} />
      ) : (
        <>
          <SignInForm next={next} />
          <Button icon={<Building2 className="size-4" aria-hidden />} onClick={() => setSso(true)} className="mt-3 h-10 w-full">
            {m.signIn()}
          </Button>
        </>
      )}
    </>
  );
}
