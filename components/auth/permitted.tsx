"use client";

import { createContext, type ReactNode, useContext } from "react";
import { isAllowed, type Permission, type Role } from "@/lib/auth/permissions";

const RoleContext = createContext<Role>("viewer");

/** Gives the pages below it the role of the signed-in user. */
export const RoleProvider = RoleContext.Provider;

/** Returns whether the signed-in user has a permission. The server decides; this hides what it would refuse. */
export function useMay(permission: Permission): boolean {
  return isAllowed(useContext(RoleContext), permission);
}

/** Shows its children to users who have a permission. */
export function Permitted({ to, children }: { to: Permission; children: ReactNode }) {
  return useMay(to) ? children : null;
}
