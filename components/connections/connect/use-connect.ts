import { zodResolver } from "@hookform/resolvers/zod";
import { type UseFormReturn, useForm } from "react-hook-form";
import { useDateQuestion } from "@/components/hires/date-question";
import { useAnnounce } from "@/components/ui/toast";
import { leaveAnyway } from "@/components/ui/unsaved/changed-forms";
import { useUnsaved } from "@/components/ui/unsaved/use-unsaved";
import { useRecentProof } from "@/lib/auth/queries";
import { type ConnectGreenhouse, connectGreenhouseSchema } from "@/lib/connections/credentials/schema";
import { approvalAddress, useCompareGreenhouse, useConnectGreenhouse } from "@/lib/connections/manage/queries";
import type { GreenhouseGrant } from "@/lib/connections/schema";
import { ApiError } from "@/lib/http/api-client";
import * as general from "@/lib/messages/generated/connections";
import * as m from "@/lib/messages/generated/connections/connect";
import { localDay } from "@/lib/platform/calendar";

const credentialFields = ["apiKey", "clientId", "clientSecret", "userId"] as const;

/** The input of every way to connect, kept together so that switching between them loses nothing. */
export type ConnectValues = Record<(typeof credentialFields)[number] | "inviteFrom", string>;
export type ConnectForm = UseFormReturn<ConnectValues, unknown, ConnectGreenhouse>;

const validate = zodResolver(connectGreenhouseSchema);

interface ConnectOptions {
  way: GreenhouseGrant;
  /** The go-live date in force, when there is one. */
  inviteFrom: string | null;
  onConnected: () => void;
}

/** The connect form of the chosen way: what is typed, the two things that can be done with it, and why one did not work. */
export function useConnect({ way, inviteFrom, onConnected }: ConnectOptions) {
  const connect = useConnectGreenhouse();
  const compare = useCompareGreenhouse();
  const announce = useAnnounce();
  const proof = useRecentProof();
  const form: ConnectForm = useForm({
    // `names` speaks of this form's fields, of which each way has some.
    resolver: (values, context, { names: _, ...options }) =>
      validate({ ...values, apiVersion: way === "key" ? "v1" : "v3" }, context, options),
    defaultValues: { apiKey: "", clientId: "", clientSecret: "", userId: "", inviteFrom: inviteFrom ?? localDay(new Date()) },
  });

  useUnsaved(form.formState.isDirty);

  const dates = useDateQuestion<"connect" | "approve">({
    onConfirm: (then) => void (then === "connect" ? submit() : approve()),
    onKeepEditing: () => form.setFocus("inviteFrom"),
  });

  /** The go-live date in force was answered for before. */
  function asksOfGoLive(day: string, then: "connect" | "approve"): boolean {
    return day !== inviteFrom && dates.asks([{ name: "inviteFrom", label: general.goLiveDate(), day, kind: "planned" }], then);
  }

  const submit = form.handleSubmit((body) => {
    const { inviteFrom: day } = body;
    if (day !== undefined && asksOfGoLive(day, "connect")) return;
    if (compare.isError) compare.reset();
    // Not the mutation's own callbacks: the refreshed data takes the form off the screen, and they would never run.
    return connect.mutateAsync(body).then(() => {
      announce(m.connected());
      onConnected();
    }, showAtFields);
  });

  async function approve() {
    if (!(await form.trigger("inviteFrom", { shouldFocus: true }))) return;
    const day = form.getValues("inviteFrom");
    if (asksOfGoLive(day, "approve")) return;
    await proof.mutateAsync().then(
      () => leaveAnyway(() => window.location.assign(approvalAddress(day))),
      (failure: Error) => announce(failure.message, "failure"),
    );
  }

  function showAtFields(error: Error) {
    for (const { name, reason } of namedFields(error)) form.setError(name, { type: "server", message: reason }, { shouldFocus: true });
  }

  const error = connect.error ?? compare.error;
  return {
    form,
    isConnecting: connect.isPending,
    isComparing: compare.isPending,
    comparison: compare.data,
    /** What is not said at a field already. */
    problem: error && !(isFieldProblem(error) && namedFields(error).length > 0) ? error : null,
    connect: submit,
    compare: form.handleSubmit((body) => {
      connect.reset();
      return compare.mutateAsync(body).then(() => {}, showAtFields);
    }),
    approve,
    /** Asks whether the go-live date is right. */
    question: dates.question,
    /** A comparison speaks of the credential it was made with. */
    forgetComparison: compare.reset,
    /** Another way is chosen: what went wrong on this one is no news there. */
    forgetProblems: () => {
      connect.reset();
      compare.reset();
      form.clearErrors();
    },
  };
}

function isFieldProblem(error: Error): boolean {
  return error instanceof ApiError && error.problem.code === "invalid_fields";
}

/** The fields of the form that an answer names. */
function namedFields(error: Error): { name: keyof ConnectValues; reason: string }[] {
  const named = error instanceof ApiError ? (error.problem.invalid_params ?? []) : [];
  return [...credentialFields, "inviteFrom" as const].flatMap((name) =>
    named.filter((one) => one.name === name).map(({ reason }) => ({ name, reason })),
  );
}
