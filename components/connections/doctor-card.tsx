"use client";

import { CircleCheck, CircleHelp, CircleX, ClipboardCopy, Stethoscope } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { useAnnounce } from "@/components/ui/toast";
import { useDoctor } from "@/lib/connections/doctor/queries";
import { type Doctor, type DoctorCheck, doctorChecks } from "@/lib/connections/doctor/schema";
import * as m from "@/lib/messages/generated/connections/doctor";
import * as forms from "@/lib/messages/generated/ui/forms";

/** Examines the connection when asked to, and says what is well, what is not, and what to do. */
export function DoctorCard() {
  const { mutate, data, error, isPending } = useDoctor();
  const announce = useAnnounce();

  function copy(doctor: Doctor) {
    navigator.clipboard.writeText(supportText(doctor)).then(
      () => announce(forms.copied()),
      () => announce(forms.copyFailed(), "failure"),
    );
  }

  return (
    <Card
      title={m.title()}
      aside={
        <>
          {data ? (
            <Button variant="quiet" icon={<ClipboardCopy className="size-4" aria-hidden />} onClick={() => copy(data)}>
              {m.copy()}
            </Button>
          ) : null}
          <Button icon={<Stethoscope className="size-4" aria-hidden />} busy={isPending} onClick={() => mutate()}>
            {data ? m.again() : m.run()}
          </Button>
        </>
      }
    >
      <p className="mt-1 text-ink-soft">{m.about()}</p>
      <div aria-live="polite">
        {isPending ? <progress className="progress mt-3" aria-label={m.running()} /> : null}
        {error && !isPending ? (
          <Notice tone="danger" className="mt-3" title={m.failed()}>
            {error.message}
          </Notice>
        ) : null}
        {data && !isPending ? <Findings checks={data.checks} /> : null}
      </div>
    </Card>
  );
}

function Findings({ checks }: { checks: readonly DoctorCheck[] }) {
  const count = checks.filter(({ ok }) => ok === false).length;
  return (
    <>
      <p className="mt-3 font-medium">{count === 0 ? m.good() : m.problems({ count })}</p>
      <ul className="mt-1 divide-y divide-line">
        {checks.map((check) => (
          <Finding key={check.name} check={check} />
        ))}
      </ul>
    </>
  );
}

const looks = {
  ok: { Icon: CircleCheck, color: "text-started", word: m.ok },
  problem: { Icon: CircleX, color: "text-danger", word: m.problem },
  unknown: { Icon: CircleHelp, color: "text-ink-faint", word: m.unknown },
};

function lookOf({ ok }: DoctorCheck) {
  return ok === null ? looks.unknown : ok ? looks.ok : looks.problem;
}

function Finding({ check }: { check: DoctorCheck }) {
  const { Icon, color, word } = lookOf(check);
  return (
    <li className="flex items-start gap-2.5 py-2">
      <Icon className={`mt-0.5 size-4 shrink-0 ${color}`} role="img" aria-label={word()} />
      <div className="min-w-0">
        <p className="wrap-anywhere font-medium">{nameOf(check)}</p>
        <p className="text-ink-soft">{check.detail}</p>
        {check.fix ? <p className="mt-0.5">{check.fix}</p> : null}
      </div>
    </li>
  );
}

function nameOf({ name }: DoctorCheck): string {
  const known = doctorChecks.find((one) => one === name);
  return m.name({ name: known ?? "other", permission: name });
}

/** Returns what an admin sends to the support desk: the words on the screen, none of which is secret. */
function supportText({ checks }: Doctor): string {
  return checks
    .map((check) => [`${lookOf(check).word()}: ${nameOf(check)}`, check.detail, check.fix].filter(Boolean).join(" – "))
    .join("\n");
}
