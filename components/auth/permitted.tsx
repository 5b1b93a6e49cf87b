"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Permission } from "@/lib/auth/permissions";

const PermissionContext = createContext<readonly Permission[]>([]);

/** Gives the pages below it what the signed-in user may do; the table of all roles stays on the server. */
export const PermissionProvider = PermissionContext.Provider;

/** Returns what the signed-in user may do. */
export function usePermissions(): readonly Permission[] {
  return useContext(PermissionContext);
}

/** Returns whether the signed-in user has a permission. The server decides; this hides what it would refuse. */
export function useMay(permission: Permission): boolean {
  return usePermissions().includes(permission);
}

/** Shows its children to users who have a permission. */
export function Permitted({ to, children }: { to: Permission; children: ReactNode }) {
  return useMay(to) ? children : null;
}
