"use client";

import { Permitted } from "@/components/auth/permitted";
import { SeenButton } from "@/components/hires/record/panels/seen-banner";
import { Notice } from "@/components/ui/notice";
import { useOwnTimeZone } from "@/components/ui/time-zone";
import type { NewHire } from "@/lib/hires/schema";
import { dateOf } from "@/lib/messages/format";
import * as m from "@/lib/messages/generated/hires/erased-there";

/** Says that Greenhouse anonymized or deleted a person, what comes of it here, and lets HR keep them; nothing for any other. */
export function ErasedBanner({ hire }: { hire: NewHire }) {
  const timeZone = useOwnTimeZone();
  if (!hire.erasedThere || !hire.attention.includes("anonymized_in_greenhouse")) return null;
  const { eraseAt } = hire.erasedThere;
  return (
    <Notice
      tone="warning"
      className="mb-4"
      title={m.title()}
      actions={
        <SeenButton hire={hire} code="anonymized_in_greenhouse">
          {m.keep()}
        </SeenButton>
      }
    >
      <p>{m.text()}</p>
      <p className="mt-1">{eraseAt ? m.erasedOn({ day: dateOf(new Date(eraseAt), timeZone) }) : m.ask()}</p>
      {eraseAt ? null : (
        <Permitted to="personal_data.manage">
          <p className="mt-1">{m.howToErase()}</p>
        </Permitted>
      )}
    </Notice>
  );
}
