"use client";

import { CircleCheck, CircleDashed } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { controlClass, Field } from "@/components/ui/field";
import { useAnnounce } from "@/components/ui/toast";
import { useUnsaved } from "@/components/ui/unsaved/use-unsaved";
import { ApiError } from "@/lib/http/api-client";
import * as m from "@/lib/messages/generated/sso";
import { useAddDomain, useRemoveDomain, useVerifyDomain } from "@/lib/sso/queries";
import { addDomainSchema, type SsoDomainView } from "@/lib/sso/schema";

/** Returns what the server said of a field, else what went wrong. */
function reasonOf(error: Error): string {
  return (error instanceof ApiError ? error.problem.invalid_params?.[0]?.reason : undefined) ?? error.message;
}

/** The domains whose people sign in by single sign-on, and how to show that they are one's own. */
export function DomainList({ domains }: { domains: readonly SsoDomainView[] }) {
  const add = useAddDomain();
  const [domain, setDomain] = useState("");
  const [wasTried, setTried] = useState(false);
  useUnsaved(domain !== "");
  const parsed = addDomainSchema.safeParse({ domain });
  const wrong = wasTried && !parsed.success ? m.invalidDomain() : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!parsed.success || add.isPending) return;
    add.mutate(parsed.data, {
      onSuccess: () => {
        setDomain((typed) => (typed === domain ? "" : typed));
        setTried(false);
      },
    });
  }

  return (
    <section className="border-line border-t pt-4">
      <h3>{m.domains()}</h3>
      <p className="mt-1 text-pretty text-ink-soft">{m.domainsAbout()}</p>
      {domains.length === 0 ? <p className="mt-3 text-ink-faint">{m.noDomains()}</p> : null}
      <ul className="mt-3 divide-y divide-line">
        {domains.map((one) => (
          <DomainRow key={one.id} domain={one} />
        ))}
      </ul>
      <form noValidate onSubmit={submit} className="mt-3 flex flex-wrap items-end gap-2">
        <div className="min-w-0 grow sm:max-w-72">
          <Field label={m.domain()} error={wrong ?? (add.error ? reasonOf(add.error) : undefined)}>
            {(wiring) => (
              <input
                {...wiring}
                value={domain}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => {
                  setDomain(event.target.value);
                  add.reset();
                }}
                className={controlClass()}
              />
            )}
          </Field>
        </div>
        <Button type="submit" busy={add.isPending}>
          {m.addDomain()}
        </Button>
      </form>
    </section>
  );
}

function DomainRow({ domain: { id, domain, record, verifiedAt } }: { domain: SsoDomainView }) {
  const announce = useAnnounce();
  const verify = useVerifyDomain(id);
  const remove = useRemoveDomain(id);
  const failed = (error: Error) => announce(reasonOf(error), "failure");
  const isVerified = verifiedAt !== null;
  const Icon = isVerified ? CircleCheck : CircleDashed;
  return (
    <li className="space-y-3 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="break-all font-medium">{domain}</span>
        <span className="flex items-center gap-1.5 text-ink-soft text-xs">
          <Icon className={isVerified ? "size-4 text-started" : "size-4"} aria-hidden />
          {isVerified ? m.verified() : m.notVerified()}
        </span>
        <div className="ml-auto flex flex-wrap gap-2">
          {isVerified ? null : (
            <Button
              busy={verify.isPending}
              onClick={() => verify.mutate(undefined, { onSuccess: () => announce(m.domainVerified({ domain })), onError: failed })}
            >
              {m.verify({ domain })}
            </Button>
          )}
          <Button busy={remove.isPending} onClick={() => remove.mutate(undefined, { onError: failed })}>
            {m.removeDomain({ domain })}
          </Button>
        </div>
      </div>
      {isVerified ? null : (
        <CopyField label={m.recordValue({ domain })} hint={m.recordHint({ domain })} value={record} copyLabel={m.copyRecord({ domain })} />
      )}
    </li>
  );
}
