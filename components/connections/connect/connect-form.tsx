"use client";

import { ExternalLink, Plug, Scale } from "lucide-react";
import { type FormEvent, useEffect, useRef } from "react";
import { ComparisonResult } from "@/components/connections/connect/comparison-result";
import { ClientFields, KeyFields } from "@/components/connections/connect/connect-fields";
import { ConnectProblem } from "@/components/connections/connect/connect-problem";
import { GoLiveField } from "@/components/connections/connect/go-live-field";
import { useConnect } from "@/components/connections/connect/use-connect";
import { isOnV1, v1RetiredOn, wayNames, waysOf } from "@/components/connections/connect/ways";
import { Button } from "@/components/ui/button";
import { SaveNote } from "@/components/ui/save-state";
import { Tabs } from "@/components/ui/tabs";
import type { GreenhouseGrant, GreenhouseView } from "@/lib/connections/schema";
import { ApiError } from "@/lib/http/api-client";
import { plainDate } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/connections/connect";

interface ConnectFormProps {
  view: GreenhouseView;
  way: GreenhouseGrant;
  onWay: (way: GreenhouseGrant) => void;
  /** Null where there is no connection to go back to. */
  onCancel: (() => void) | null;
  onConnected: () => void;
}

/** The ways to connect, and the go-live date they share. A credential is checked at Greenhouse before anything is stored. */
export function ConnectForm({ view, way, onWay, onCancel, onConnected }: ConnectFormProps) {
  const section = useRef<HTMLElement>(null);
  const alert = useRef<HTMLDivElement>(null);
  const connection = useConnect({ way, inviteFrom: view.inviteFrom, onConnected });
  const { form, problem, isConnecting, isComparing } = connection;
  const isApproval = way === "authorization_code";
  const mayCompare = way === "client_credentials" && isOnV1(view);
  const wasOpened = onCancel !== null;

  // The button that opened it is gone.
  useEffect(() => {
    if (wasOpened) section.current?.focus();
  }, [wasOpened]);

  useEffect(() => {
    if (problem) alert.current?.focus();
  }, [problem]);

  function choose(next: GreenhouseGrant) {
    // What is being checked is of this way, and a connection takes the form off the screen with what was typed since.
    if (next === way || isConnecting) return;
    connection.forgetProblems();
    onWay(next);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    return isApproval ? connection.approve() : connection.connect(event);
  }

  return (
    <section ref={section} tabIndex={-1} aria-label={m.title()} className="rounded-card border border-line bg-surface p-5">
      <Tabs label={m.ways()} tabs={waysOf(view).map((id) => ({ id, label: wayNames[id]() }))} selected={way} onSelect={choose}>
        <form noValidate onSubmit={submit} autoComplete="off">
          {connection.question}
          {isApproval ? (
            <p className="text-pretty text-ink-soft">{m.approvalIntro()}</p>
          ) : (
            <fieldset aria-label={m.apiCredential()} onChange={connection.forgetComparison}>
              {way === "key" ? (
                <KeyFields
                  form={form}
                  readOnly={isConnecting}
                  isRefused={isRefused(problem, ["credential_rejected", "permission_missing"])}
                  onV3={() => choose(waysOf(view)[0] ?? "client_credentials")}
                />
              ) : (
                <ClientFields form={form} readOnly={isConnecting} isRefused={isRefused(problem, ["credential_rejected"])} />
              )}
            </fieldset>
          )}
          {problem ? <ConnectProblem error={problem} way={way} ref={alert} /> : null}
          <div className="mt-4 border-line border-t pt-4">
            <GoLiveField
              {...form.register("inviteFrom")}
              readOnly={isConnecting}
              hint={m.goLiveHint()}
              error={form.formState.errors.inviteFrom ? m.goLiveInvalid() : null}
            />
          </div>
          <div className="mt-5 flex flex-wrap gap-2">
            {isApproval ? (
              <Button type="submit" variant="primary" icon={<ExternalLink className="size-4" aria-hidden />}>
                {m.approve()}
              </Button>
            ) : (
              <Button
                type="submit"
                variant="primary"
                icon={<Plug className="size-4" aria-hidden />}
                busy={isConnecting}
                disabled={isComparing}
              >
                {isConnecting ? m.checking() : m.connect()}
              </Button>
            )}
            {mayCompare ? (
              <Button
                icon={<Scale className="size-4" aria-hidden />}
                busy={isComparing}
                disabled={isConnecting}
                onClick={connection.compare}
              >
                {isComparing ? m.comparing() : m.compare()}
              </Button>
            ) : null}
            {onCancel ? (
              <Button variant="quiet" onClick={onCancel}>
                {m.cancel()}
              </Button>
            ) : null}
            <SaveNote isSaving={isConnecting} isChanged={form.formState.isDirty} />
          </div>
          {mayCompare ? <ComparisonResult isComparing={isComparing} comparison={connection.comparison} /> : null}
          {way === "key" ? null : (
            <p className="mt-5 text-pretty text-ink-soft">
              {m.haveKey({ day: plainDate(v1RetiredOn, "long") })}{" "}
              <button type="button" className="min-h-6 text-accent underline underline-offset-2" onClick={() => choose("key")}>
                {m.enterKey()}
              </button>
            </p>
          )}
        </form>
      </Tabs>
    </section>
  );
}

function isRefused(problem: Error | null, codes: string[]): boolean {
  return problem instanceof ApiError && codes.includes(problem.problem.code);
}
