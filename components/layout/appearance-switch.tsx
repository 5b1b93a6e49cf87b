"use client";

import { clsx } from "clsx";
import { Monitor, Moon, Sun } from "lucide-react";
import { useId, useSyncExternalStore } from "react";
import { chooseTheme, chosenTheme, onThemeChange, type Theme, themes } from "@/components/layout/theme";
import * as m from "@/lib/messages/generated/layout";

const looks: Record<Theme, { label: () => string; Icon: typeof Sun }> = {
  system: { label: m.matchSystem, Icon: Monitor },
  light: { label: m.light, Icon: Sun },
  dark: { label: m.dark, Icon: Moon },
};

/** System, light or dark; kept in this browser. */
export function AppearanceSwitch() {
  const name = useId();
  const chosen = useSyncExternalStore<Theme | null>(onThemeChange, chosenTheme, () => null);
  return (
    <fieldset className="flex rounded-control bg-sunken p-0.5">
      <legend className="sr-only">{m.appearance()}</legend>
      {themes.map((theme) => {
        const { label, Icon } = looks[theme];
        return (
          <label
            key={theme}
            title={label()}
            className={clsx(
              "grid h-8 w-9 cursor-pointer place-items-center rounded-[0.4rem] has-focus-visible:outline-2 has-focus-visible:outline-(--focus) pointer-coarse:size-11",
              chosen === theme ? "bg-surface text-ink ring-1 ring-line" : "text-ink-soft hover:text-ink",
            )}
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={chosen === theme}
              onChange={() => chooseTheme(theme)}
              aria-label={label()}
            />
            <Icon className="size-4" aria-hidden />
          </label>
        );
      })}
    </fieldset>
  );
}
