"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Eye, EyeOff, Plug } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { ConnectProblem } from "@/components/integrations/connect-problem";
import { Button, IconButton } from "@/components/ui/button";
import { localDay } from "@/components/ui/dates";
import { controlClass, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useAnnounce } from "@/components/ui/toast";
import { ApiError } from "@/lib/http/api-client";
import { useConnectGreenhouse } from "@/lib/integrations/queries";
import { type ConnectGreenhouseInput, connectGreenhouseSchema } from "@/lib/integrations/schema";

interface ConnectFormProps {
  /** The go-live date in force, when there is one. */
  inviteFrom: string | null;
  /** Present when a working connection stays behind the form. */
  onCancel?: () => void;
  onConnected?: () => void;
}

/** The key and the go-live date. The key is checked at Greenhouse before anything is stored. */
export function ConnectForm({ inviteFrom, onCancel, onConnected }: ConnectFormProps) {
  const connect = useConnectGreenhouse();
  const announce = useAnnounce();
  const problem = useRef<HTMLDivElement>(null);
  const [isShown, setShown] = useState(false);
  const form = useForm<ConnectGreenhouseInput>({
    resolver: zodResolver(connectGreenhouseSchema),
    defaultValues: { apiVersion: "v1", apiKey: "", inviteFrom: inviteFrom ?? localDay(new Date()) },
  });
  const { errors } = form.formState;
  const isFieldProblem = connect.error instanceof ApiError && connect.error.problem.code === "invalid_fields";

  useEffect(() => {
    if (connect.isError) problem.current?.focus();
  }, [connect.isError]);

  function onError(error: Error) {
    if (!(error instanceof ApiError) || error.problem.code !== "invalid_fields") return;
    for (const { name, reason } of error.problem.invalid_params ?? []) {
      if (name === "apiKey" || name === "inviteFrom") form.setError(name, { type: "server", message: reason }, { shouldFocus: true });
    }
  }

  const submit = form.handleSubmit((values) =>
    // Not the mutation's own callbacks: the refreshed data takes this off the screen, and they would never run.
    connect.mutateAsync(values).then(() => {
      announce("Greenhouse is connected. The first hires arrive in a moment.");
      onConnected?.();
    }, onError),
  );

  return (
    <section className="rounded-card border border-line bg-surface p-5">
      <Notice tone="pending" title="Greenhouse retired Harvest v1 keys on 31 August 2026." className="mb-4">
        Use one only behind a gateway that still speaks v1.
      </Notice>
      <form noValidate onSubmit={submit} autoComplete="off">
        <Field label="Greenhouse" hint="Your Harvest API key" hintFirst error={errors.apiKey?.message}>
          {(wiring) => (
            <div className="flex gap-2">
              <input
                {...form.register("apiKey")}
                {...wiring}
                type={isShown ? "text" : "password"}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                className={controlClass({ invalid: Boolean(errors.apiKey) || connect.isError }, "font-mono")}
              />
              <IconButton
                label={isShown ? "Hide the key" : "Show the key"}
                className="border border-line"
                onClick={() => setShown(!isShown)}
              >
                {isShown ? <EyeOff className="size-4" aria-hidden /> : <Eye className="size-4" aria-hidden />}
              </IconButton>
            </div>
          )}
        </Field>
        {connect.error && !isFieldProblem && !connect.isPending ? <ConnectProblem error={connect.error} ref={problem} /> : null}
        <div className="mt-4 border-line border-t pt-4">
          <Field
            label="Invite by itself only those who start on or after"
            hint="People who start earlier are listed under On hold; nobody is mailed about a job they began long ago."
            error={errors.inviteFrom?.message}
          >
            {(wiring) => (
              <input
                {...form.register("inviteFrom")}
                {...wiring}
                type="date"
                className={controlClass({ invalid: Boolean(errors.inviteFrom) }, "w-44!")}
              />
            )}
          </Field>
        </div>
        <div className="mt-5 flex flex-wrap gap-2">
          <Button type="submit" variant="primary" icon={<Plug className="size-4" aria-hidden />} busy={connect.isPending}>
            {connect.isPending ? "Checking with Greenhouse" : "Check and connect"}
          </Button>
          {onCancel ? (
            <Button variant="quiet" onClick={onCancel}>
              Cancel
            </Button>
          ) : null}
        </div>
      </form>
    </section>
  );
}
