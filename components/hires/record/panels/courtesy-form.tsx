"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useRef } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { focusField } from "@/components/ui/focus-field";
import { SaveNote } from "@/components/ui/save-state";
import { useAnnounce } from "@/components/ui/toast";
import { useUnsaved } from "@/components/ui/unsaved/use-unsaved";
import { useWriteCourtesyMail } from "@/lib/hires/record/queries";
import { courtesyMailSchema } from "@/lib/hires/record/schema";
import { ApiError } from "@/lib/http/api-client";
import * as m from "@/lib/messages/generated/hires/record";

export interface CourtesyFormProps {
  hireId: string;
  /** Recipient of the last invitation. */
  address: string;
  onDone: () => void;
}

/** The email that HR writes by hand, in place of the button that opened it. */
export function CourtesyForm({ hireId, address, onDone }: CourtesyFormProps) {
  const announce = useAnnounce();
  const write = useWriteCourtesyMail(hireId);
  const element = useRef<HTMLFormElement>(null);
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(courtesyMailSchema),
    defaultValues: { subject: "", text: "" },
  });
  const { errors, isDirty } = formState;
  useUnsaved(isDirty);

  // The button that opened the form is gone, so the focus would be lost.
  useEffect(() => focusField(element.current, "subject"), []);

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
    <form ref={element} noValidate onSubmit={send} className="mt-3 space-y-3">
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
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={write.isPending}>
          {m.sendEmail()}
        </Button>
        <Button variant="quiet" onClick={onDone}>
          {m.cancel()}
        </Button>
        <SaveNote isSaving={write.isPending} isChanged={isDirty} />
      </div>
    </form>
  );
}
