import * as m from "@/lib/messages/generated/invitations";

const variables = ["firstName", "lastName", "jobTitle", "startDate", "organization", "managerName", "link"] as const;

/** The template's variables; each is inserted where the cursor last was. */
export function Insertions({ onInsert }: { onInsert: (text: string) => void }) {
  return (
    <fieldset>
      <legend className="text-pretty text-ink-soft">{m.variables()}</legend>
      <div className="mt-2 flex flex-wrap gap-1.5">
        {variables.map((name) => (
          <button
            key={name}
            type="button"
            title={`{{${name}}}`}
            aria-label={m.insertVariable({ name: m.variable({ name }) })}
            // Keeps the focus, and with it the cursor, in the field.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onInsert(`{{${name}}}`)}
            className="h-8 rounded-full border border-line px-3 text-ink-soft text-xs transition-colors duration-150 hover:bg-sunken hover:text-ink pointer-coarse:h-11"
          >
            {m.variable({ name })}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
