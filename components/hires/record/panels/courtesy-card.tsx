"use client";

import { Mail } from "lucide-react";
import { Suspense, useState } from "react";
import type { CourtesyFormProps } from "@/components/hires/record/panels/courtesy-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { lazyPart } from "@/components/ui/lazy-part";
import * as m from "@/lib/messages/generated/hires/record";

const CourtesyForm = lazyPart<CourtesyFormProps>(
  async () => (await import("@/components/hires/record/panels/courtesy-form")).CourtesyForm,
  { giveUp: ({ onDone }) => onDone() },
);

type CourtesyCardProps = Omit<CourtesyFormProps, "onDone">;

/** Lets HR email a person who was invited and is no longer hired. */
export function CourtesyCard({ hireId, address }: CourtesyCardProps) {
  const [isWriting, setWriting] = useState(false);
  return (
    <Card title={m.contact()}>
      <p className="mt-2 text-pretty break-words text-ink-soft">{m.contactText({ to: <span className="text-ink">{address}</span> })}</p>
      {isWriting ? (
        <Suspense>
          <CourtesyForm hireId={hireId} address={address} onDone={() => setWriting(false)} />
        </Suspense>
      ) : (
        <Button className="mt-3 w-full" icon={<Mail className="size-4" aria-hidden />} onClick={() => setWriting(true)}>
          {m.writeEmail()}
        </Button>
      )}
    </Card>
  );
}
