import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { NotLoaded } from "@/components/ui/not-loaded";
import { useDebounced } from "@/components/ui/use-debounced";
import { newHireListOptions } from "@/lib/hires/queries";
import { listedName } from "@/lib/hires/words";
import * as m from "@/lib/messages/generated/invitations";

export interface Recipient {
  id: string;
  name: string;
}

interface PreviewRecipientProps {
  /** Null: a sample person. */
  recipient: Recipient | null;
  onRecipient: (recipient: Recipient | null) => void;
}

/** The recipient of the previewed email: a sample person, or one of the hires. */
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
          {m.previewFor({ name: <strong className="font-medium">{recipient?.name ?? m.sampleRecipient()}</strong> })}
        </p>
        <div className="ml-auto flex">
          {recipient ? (
            <Button variant="quiet" onClick={() => choose(null)}>
              {m.chooseSample()}
            </Button>
          ) : null}
          <Button variant="quiet" aria-expanded={isSearching} onClick={() => setSearching(!isSearching)}>
            {m.previewWithHire()}
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
  const found = useQuery(newHireListOptions({ search, sort: "name", limit: 5 }));
  const { data } = found;
  return (
    <div className="mt-2 rounded-control border border-line p-3">
      <Field label={m.findHire()}>
        {(wiring) => (
          <input
            {...wiring}
            type="text"
            inputMode="search"
            autoComplete="off"
            placeholder={m.findHirePlaceholder()}
            maxLength={200}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            // Enter would submit the form of the settings, in which this field is.
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
            className={controlClass()}
          />
        )}
      </Field>
      <ul className="mt-2" aria-label={m.hiresFound()}>
        {data?.items.map((hire) => (
          <li key={hire.id}>
            <button
              type="button"
              onClick={() => onChoose({ id: hire.id, name: listedName(hire) })}
              className="min-h-9 w-full break-words rounded-control px-2 py-1.5 text-left hover:bg-sunken pointer-coarse:min-h-11"
            >
              {listedName(hire)}
              {hire.fields.jobTitle ? <span className="text-ink-faint text-xs"> · {hire.fields.jobTitle}</span> : null}
            </button>
          </li>
        ))}
      </ul>
      <NotLoaded query={found} className="text-ink-soft">
        {m.hiresNotFound()}
      </NotLoaded>
      <p role="status" className="text-ink-soft">
        {data?.items.length === 0 ? m.noHires() : null}
      </p>
    </div>
  );
}
