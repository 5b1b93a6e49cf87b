import {
  ArrowLeftRight,
  Building2,
  CircleUser,
  Keyboard,
  LogOut,
  type LucideIcon,
  Monitor,
  RefreshCw,
  UserPlus,
  UserRoundPlus,
} from "lucide-react";
import { useMay, usePermissions } from "@/components/auth/permitted";
import { useStartSync } from "@/components/connections/sync/use-start-sync";
import { placesFor } from "@/components/layout/places";
import { showShortcuts } from "@/components/layout/shortcuts/shortcut-help";
import { chooseTheme, themes } from "@/components/layout/theme";
import { useLeavePortal } from "@/components/layout/use-leave-portal";
import { leave } from "@/components/ui/unsaved/changed-forms";
import { useGo } from "@/components/ui/unsaved/use-go";
import * as syncWords from "@/lib/messages/generated/connections/sync-line";
import * as addWords from "@/lib/messages/generated/hires/add";
import * as layout from "@/lib/messages/generated/layout";
import * as m from "@/lib/messages/generated/layout/palette";
import * as reconciliation from "@/lib/messages/generated/reconciliation";
import { accountPage, addHirePage, organizationsPage, reconciliationPage, teamPage } from "@/lib/platform/paths/pages";

/** Something to go to or to do. */
export interface Command {
  id: string;
  label: string;
  /** Stands behind the label, and is found by, too. */
  about?: string;
  Icon: LucideIcon;
  run: () => void;
}

/** Returns the portal's places, and what can be done from anywhere, as far as the person may. */
export function useCommands(): { pages: Command[]; actions: Command[] } {
  const permissions = usePermissions();
  const { go } = useGo();
  const { leavePortal } = useLeavePortal();
  const sync = useStartSync(m.syncStarted());
  const mayAdd = useMay("hires.edit");
  const mayCompare = useMay("greenhouse.sync");
  const mayInvite = useMay("team.manage");

  const pages: Command[] = [
    ...placesFor(permissions).flatMap(({ group, entries }) =>
      entries.map(({ label, href, Icon }) => ({
        id: href,
        label: label(),
        ...(group ? { about: group() } : {}),
        Icon,
        run: () => go(href),
      })),
    ),
    { id: accountPage, label: layout.account(), Icon: CircleUser, run: () => go(accountPage) },
  ];
  const actions: Command[] = [
    ...(sync ? [{ id: "sync", label: syncWords.syncButton(), Icon: RefreshCw, run: sync.start }] : []),
    ...(mayAdd ? [{ id: "add-hire", label: addWords.title(), Icon: UserRoundPlus, run: () => go(addHirePage) }] : []),
    ...(mayCompare ? [{ id: "compare", label: reconciliation.title(), Icon: ArrowLeftRight, run: () => go(reconciliationPage) }] : []),
    ...(mayInvite ? [{ id: "invite", label: m.inviteTeammate(), Icon: UserPlus, run: () => go(teamPage) }] : []),
    { id: "shortcuts", label: m.shortcuts(), Icon: Keyboard, run: showShortcuts },
    ...themes.map((theme) => ({ id: `theme-${theme}`, label: m.theme({ theme }), Icon: Monitor, run: () => chooseTheme(theme) })),
    {
      id: "organizations",
      label: m.switchOrganization(),
      Icon: Building2,
      run: () => leave(() => window.location.assign(organizationsPage)),
    },
    { id: "sign-out", label: layout.signOut(), Icon: LogOut, run: leavePortal },
  ];
  return { pages, actions };
}

/** Returns the commands that hold every word of what is looked for. */
export function matching(commands: readonly Command[], search: string): Command[] {
  const wanted = search.toLowerCase().split(/\s+/);
  return commands.filter(({ label, about = "" }) => wanted.every((word) => `${label} ${about}`.toLowerCase().includes(word)));
}
