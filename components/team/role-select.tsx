import type { ComponentProps } from "react";
import { controlClass } from "@/components/ui/field";
import { roles } from "@/lib/auth/permissions";
import * as m from "@/lib/messages/generated/team";
import type { TeamRole } from "@/lib/team/schema";

type Props = Omit<ComponentProps<"select">, "value" | "onChange"> & {
  value: TeamRole;
  onChoose: (role: TeamRole) => void;
  isFixed?: boolean;
};

/** Chooses a teammate's role, from the one that may least. */
export function RoleSelect({ value, onChoose, isFixed = false, className, ...rest }: Props) {
  return (
    <select
      {...rest}
      value={value}
      disabled={isFixed || rest.disabled}
      onChange={(event) => onChoose(roles.find((role) => role === event.target.value) ?? value)}
      className={controlClass({ readOnly: isFixed }, `pr-8 ${className ?? ""}`)}
    >
      {roles.toReversed().map((role) => (
        <option key={role} value={role}>
          {m.role({ role })}
        </option>
      ))}
    </select>
  );
}
