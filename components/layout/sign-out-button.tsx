"use client";

import { LogOut } from "lucide-react";
import { useLeavePortal } from "@/components/layout/use-leave-portal";
import { Button } from "@/components/ui/button";
import * as m from "@/lib/messages/generated/layout";

/** Signs out. */
export function SignOutButton() {
  const { leavePortal, isLeaving } = useLeavePortal();
  return (
    <Button variant="quiet" className="ml-auto" icon={<LogOut className="size-4" aria-hidden />} busy={isLeaving} onClick={leavePortal}>
      {m.signOut()}
    </Button>
  );
}
