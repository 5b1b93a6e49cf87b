"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Mail } from "lucide-react";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { controlClass, Field } from "@/components/ui/field";
import { useAnnounce } from "@/components/ui/toast";
import { useUnsaved } from "@/components/ui/unsaved/use-unsaved";
import { useWriteCourtesyMail } from "@/lib/hires/record/queries";
import { courtesyMailSchema } from "@/lib/hires/record/schema";
import { ApiError } from "@/lib/http/api-client";
import * as m from "@/lib/messages/generated/hires/record";

interface CourtesyCardProps {
  hireId: string;
  /** Recipient of the last invitation. */
  address: string;
}

/** Lets HR email a person who was invited and is no longer hired. */
export function CourtesyCard({ hireId, address }: CourtesyCardProps) {
  const [isWriting, setWriting] = useState(false);
  return (
    <Card title={m.contact()}>
      <p className="mt-2 text-pretty break-words text-ink-soft">{m.contactText({ to: <span className="text-ink">{address}</span> })}</p>
      {isWriting ? (
        <CourtesyForm hireId={hireId} address={address} onDone={() => setWriting(false)} />
      ) : (
        <Button className="mt-3 w-full" icon={<Mail className="size-4" aria-hidden />} onClick={() => setWriting(true)}>
          {m.writeEmail()}
        </Button>
      )}
    </Card>
  );
}

function CourtesyForm({ hireId, address, onDone }: CourtesyCardProps & { onDone: () => void }) {
  const announce = useAnnounce();
  const write = useWriteCourtesyMail(hireId);
  const { register, handleSubmit, setError, setFocus, formState } = useForm({
    resolver: zodResolver(courtesyMailSchema),
    defaultValues: { subject: "", text: "" },
  });
  const { errors, isDirty } = formState;
  useUnsaved(isDirty);

  // The button that opened the form is gone, so the focus would be lost.
  useEffect(() => setFocus("subject"), [setFocus]);

  const send = handleSubmit((email) =>
    write.mutateAsync(email).then(
      () => {
        announce(m.emailSent({ to: address }));
        onDone();
      },
      (error: Error) => {
        const named = error instanceof ApiError ? (error.problem.invalid_params ?? []) : [];
        for (const field of ["subject", "text"] as const) {
          const reason = named.find(({ name }) => name === field)?.reason;
          if (reason) setError(field, { type: "server", message: reason }, { shouldFocus: true });
        }
        if (named.length === 0) announce(error.message, "failure");
      },
    ),
  );

  return (
    <form noValidate onSubmit={send} className="mt-3 space-y-3">
      <Field label={m.subject()} error={errors.subject?.message}>
        {(wiring) => (
          <input
            {...register("subject")}
            {...wiring}
            readOnly={write.isPending}
            className={controlClass({ invalid: errors.subject !== undefined })}
          />
        )}
      </Field>
      <Field label={m.message()} hint={m.messageHint()} error={errors.text?.message}>
        {(wiring) => (
          <textarea
            {...register("text")}
            {...wiring}
            rows={6}
            readOnly={write.isPending}
            className={controlClass({ invalid: errors.text !== undefined }, "block h-auto! py-2")}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" busy={write.isPending}>
          {m.sendEmail()}
        </Button>
        <Button variant="quiet" onClick={onDone}>
          {m.cancel()}
        </Button>
      </div>
    </form>
  );
}
