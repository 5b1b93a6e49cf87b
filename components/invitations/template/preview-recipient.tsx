import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { useDebounced } from "@/components/ui/use-debounced";
import { newHireListOptions } from "@/lib/hires/queries";
import { shownName } from "@/lib/hires/words";

export interface Recipient {
  id: string;
  name: string;
}

interface PreviewRecipientProps {
  /** Null: somebody invented. */
  recipient: Recipient | null;
  onRecipient: (recipient: Recipient | null) => void;
}

/** For whom the mail is written: somebody invented, or one of the hires. */
export function PreviewRecipient({ recipient, onRecipient }: PreviewRecipientProps) {
  const [isSearching, setSearching] = useState(false);
  const choose = (chosen: Recipient | null) => {
    setSearching(false);
    onRecipient(chosen);
  };
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 break-words">
          Written for <strong className="font-medium">{recipient?.name ?? "Alex Example"}</strong>
          {recipient ? "" : ", who is invented"}
        </p>
        <div className="ml-auto flex">
          {recipient ? (
            <Button variant="quiet" onClick={() => choose(null)}>
              Use the invented one
            </Button>
          ) : null}
          <Button variant="quiet" aria-expanded={isSearching} onClick={() => setSearching(!isSearching)}>
            Choose a hire
          </Button>
        </div>
      </div>
      {isSearching ? <HireSearch onChoose={choose} /> : null}
    </div>
  );
}

const TYPING_PAUSE_MS = 250;

function HireSearch({ onChoose }: { onChoose: (recipient: Recipient) => void }) {
  const [typed, setTyped] = useState("");
  const search = useDebounced(typed.trim(), TYPING_PAUSE_MS);
  const { data } = useQuery(newHireListOptions({ search, sort: "name", limit: 5 }));
  return (
    <div className="mt-2 rounded-control border border-line p-3">
      <Field label="Find a hire">
        {(wiring) => (
          <input
            {...wiring}
            type="text"
            inputMode="search"
            autoComplete="off"
            placeholder="Name, e-mail or job"
            maxLength={200}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            // It stands in the form of the settings, which Enter would save.
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
            className={controlClass()}
          />
        )}
      </Field>
      <ul className="mt-2" aria-label="Hires found">
        {data?.items.map((hire) => (
          <li key={hire.id}>
            <button
              type="button"
              onClick={() => onChoose({ id: hire.id, name: shownName(hire) })}
              className="min-h-9 w-full break-words rounded-control px-2 py-1.5 text-left hover:bg-sunken pointer-coarse:min-h-11"
            >
              {shownName(hire)}
              {hire.fields.jobTitle.value ? <span className="text-ink-faint text-xs"> · {hire.fields.jobTitle.value}</span> : null}
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="text-ink-soft">
        {data?.items.length === 0 ? "Nobody matches." : null}
      </p>
    </div>
  );
}
