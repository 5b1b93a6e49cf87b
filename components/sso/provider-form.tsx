"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { RoleSelect } from "@/components/team/role-select";
import { controlClass, Field } from "@/components/ui/field";
import { SaveButton, SaveNote } from "@/components/ui/save-state";
import { useAnnounce } from "@/components/ui/toast";
import { useUnsaved } from "@/components/ui/unsaved/use-unsaved";
import { ApiError } from "@/lib/http/api-client";
import * as m from "@/lib/messages/generated/sso";
import { useSaveSingleSignOn } from "@/lib/sso/queries";
import { type SingleSignOnView, saveSingleSignOnSchema } from "@/lib/sso/schema";

/** The provider's details, who new people are, and whether everyone must sign in this way. */
export function ProviderForm({ view }: { view: SingleSignOnView }) {
  const announce = useAnnounce();
  const save = useSaveSingleSignOn();
  const stored = view.connection;
  const [values, setValues] = useState({
    issuer: stored?.issuer ?? "",
    clientId: stored?.clientId ?? "",
    clientSecret: "",
    defaultRole: stored?.defaultRole ?? ("viewer" as const),
    enforced: stored?.enforced ?? false,
    breakGlass: view.admins.flatMap(({ id, breakGlass }) => (breakGlass ? [id] : [])),
  });
  const [isDirty, setDirty] = useState(false);
  useUnsaved(isDirty);
  const typed = useRef(values);
  useEffect(() => {
    typed.current = values;
  });
  const [wasTried, setTried] = useState(false);
  const { clientSecret, ...rest } = values;
  const parsed = saveSingleSignOnSchema.safeParse(clientSecret === "" ? rest : values);
  const told = save.error instanceof ApiError ? save.error.problem.invalid_params : undefined;
  const problemOf = (field: keyof typeof values) =>
    (wasTried && !parsed.success ? parsed.error.issues.find(({ path }) => path[0] === field)?.message : undefined) ??
    told?.find(({ name }) => name === field)?.reason;

  function change(part: Partial<typeof values>) {
    setValues({ ...values, ...part });
    setDirty(true);
    save.reset();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!parsed.success || save.isPending) return;
    save.mutate(parsed.data, {
      onSuccess: () => {
        // What was typed during the save is not part of it.
        setDirty(typed.current !== values);
        announce(m.saved());
      },
    });
  }

  const text = (name: "issuer" | "clientId", label: string, hint?: string) => (
    <Field label={label} hint={hint} error={problemOf(name)}>
      {(wiring) => (
        <input
          {...wiring}
          value={values[name]}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ [name]: event.target.value })}
          className={controlClass({ invalid: problemOf(name) !== undefined })}
        />
      )}
    </Field>
  );

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      {text("issuer", m.issuer(), m.issuerHint())}
      <div className="grid gap-4 sm:grid-cols-2">
        {text("clientId", m.clientId())}
        <Field label={m.clientSecret()} hint={stored ? m.secretKept() : undefined} error={problemOf("clientSecret")}>
          {(wiring) => (
            <input
              {...wiring}
              type="password"
              value={clientSecret}
              autoComplete="off"
              onChange={(event) => change({ clientSecret: event.target.value })}
              className={controlClass({ invalid: problemOf("clientSecret") !== undefined })}
            />
          )}
        </Field>
      </div>
      <Field label={m.defaultRole()} hint={m.defaultRoleHint()}>
        {(wiring) => <RoleSelect {...wiring} value={values.defaultRole} onChoose={(defaultRole) => change({ defaultRole })} />}
      </Field>
      {stored ? (
        <>
          <fieldset>
            <legend className="font-medium">{m.breakGlass()}</legend>
            <p className="text-ink-faint text-xs">{m.breakGlassHint()}</p>
            <div className="mt-1">
              {view.admins.map(({ id, name }) => (
                <Choice
                  key={id}
                  label={name}
                  isOn={values.breakGlass.includes(id)}
                  onChange={(isOn) =>
                    change({ breakGlass: isOn ? [...values.breakGlass, id] : values.breakGlass.filter((one) => one !== id) })
                  }
                />
              ))}
            </div>
            <Problem text={problemOf("breakGlass")} />
          </fieldset>
          <div>
            <Choice label={m.enforced()} isOn={values.enforced} onChange={(enforced) => change({ enforced })} />
            <p className="text-ink-faint text-xs">
              {m.enforcedHint()} {view.proved || values.enforced ? null : m.proveHint()}
            </p>
            <Problem text={problemOf("enforced")} />
          </div>
        </>
      ) : null}
      {save.error && !told ? <Problem text={save.error.message} /> : null}
      <SaveButton type="submit" isSaving={save.isPending}>
        {m.save()}
      </SaveButton>
      <SaveNote isSaving={save.isPending} isChanged={isDirty} />
    </form>
  );
}

function Choice({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="flex min-h-9 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11">
      <input type="checkbox" className="size-4 accent-(--accent)" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

function Problem({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <p role="alert" className="mt-1.5 text-danger text-xs">
      {text}
    </p>
  );
}
