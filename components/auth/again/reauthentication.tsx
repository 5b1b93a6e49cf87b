"use client";

import { Suspense, useEffect, useState } from "react";
import type { SignedIn } from "@/components/auth/again/signed-in";
import { lazyPart } from "@/components/ui/lazy-part";
import { hasWork } from "@/components/ui/unsaved/changed-forms";
import { onReauthentication, type Proof } from "@/lib/http/api-client";

interface Closing {
  onClose: (proved: boolean) => void;
}

// Few ever see them, so they come when they are needed. Without them the request is refused, which says why.
const ReauthenticationDialog = lazyPart<Closing>(
  async () => (await import("@/components/auth/again/reauthentication-dialog")).ReauthenticationDialog,
  { giveUp: ({ onClose }) => onClose(false), isSilent: true },
);
const SignInAgainDialog = lazyPart<SignedIn & Closing>(
  async () => (await import("@/components/auth/again/sign-in-again-dialog")).SignInAgainDialog,
  { giveUp: ({ onClose }) => onClose(false), isSilent: true },
);

interface Question {
  what: Proof;
  answer: (proved: boolean) => void;
}

/** Asks the person to prove who they are where a request needs that, which then goes on. Requests that come while it asks wait for the same answer. */
export function Reauthentication({ signedIn }: { signedIn: SignedIn }) {
  const [question, setQuestion] = useState<Question | null>(null);
  useEffect(() => {
    let asked: { what: Proof; answered: Promise<boolean> } | null = null;
    const prove = (what: Proof) => {
      if (asked?.what === what) return asked.answered;
      const answered = new Promise<boolean>((answer) => setQuestion({ what, answer })).finally(() => {
        asked = null;
      });
      asked = { what, answered };
      return answered;
    };
    onReauthentication({ prove, holdsPage: hasWork });
    return () => onReauthentication(undefined);
  }, []);
  if (!question) return null;
  const close = (proved: boolean) => {
    question.answer(proved);
    setQuestion(null);
  };
  return (
    <Suspense fallback={null}>
      {question.what === "again" ? <ReauthenticationDialog onClose={close} /> : <SignInAgainDialog {...signedIn} onClose={close} />}
    </Suspense>
  );
}
