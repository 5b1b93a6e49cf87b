"use client";

import { type FormEvent, useId, useState } from "react";
import { RoleSelect } from "@/components/team/role-select";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { controlClass, Field } from "@/components/ui/field";
import { SaveNote } from "@/components/ui/save-state";
import { useAnnounce } from "@/components/ui/toast";
import { ApiError } from "@/lib/http/api-client";
import * as m from "@/lib/messages/generated/team";
import { useInviteMember } from "@/lib/team/queries";
import { inviteMemberSchema, type TeamRole } from "@/lib/team/schema";

/** Asks who to invite, and in which role. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const announce = useAnnounce();
  const invite = useInviteMember();
  const formId = useId();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<TeamRole>("hr");
  const [wasTried, setTried] = useState(false);
  const isChanged = name !== "" || email !== "";
  const parsed = inviteMemberSchema.safeParse({ name, email, role });
  const told = invite.error instanceof ApiError ? invite.error.problem.invalid_params : undefined;
  const problemOf = (field: "name" | "email") =>
    (wasTried && !parsed.success ? parsed.error.issues.find(({ path }) => path[0] === field)?.message : undefined) ??
    told?.find((one) => one.name === field)?.reason;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!parsed.success || invite.isPending) return;
    invite.mutateAsync(parsed.data).then(
      (member) => {
        announce(member.state === "active" ? m.alreadyMember({ name: member.name }) : m.invitationSending({ email: member.email }));
        onClose();
      },
      () => {},
    );
  }

  return (
    <Dialog
      open
      isChanged={isChanged}
      error={told ? null : invite.error}
      onClose={onClose}
      title={m.inviteTeammate()}
      actions={
        <>
          <Button onClick={onClose}>{m.cancel()}</Button>
          <Button variant="primary" type="submit" form={formId} busy={invite.isPending}>
            {m.sendInvitation()}
          </Button>
          <SaveNote isSaving={invite.isPending} isChanged={isChanged} />
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="space-y-3 pt-1 text-ink">
        <Field label={m.name()} error={problemOf("name")}>
          {(wiring) => (
            <input
              {...wiring}
              value={name}
              readOnly={invite.isPending}
              autoComplete="off"
              maxLength={200}
              onChange={(event) => setName(event.target.value)}
              className={controlClass()}
            />
          )}
        </Field>
        <Field label={m.workEmail()} error={problemOf("email")}>
          {(wiring) => (
            <input
              {...wiring}
              type="email"
              value={email}
              readOnly={invite.isPending}
              autoComplete="off"
              onChange={(event) => {
                setEmail(event.target.value);
                invite.reset();
              }}
              className={controlClass()}
            />
          )}
        </Field>
        <Field label={m.roleLabel()} hint={m.roleHint()}>
          {(wiring) => <RoleSelect {...wiring} value={role} disabled={invite.isPending} onChoose={setRole} />}
        </Field>
      </form>
    </Dialog>
  );
}
