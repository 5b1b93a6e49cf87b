const variables = [
  { name: "firstName", label: "First name" },
  { name: "lastName", label: "Last name" },
  { name: "jobTitle", label: "Job title" },
  { name: "startDate", label: "Start date" },
  { name: "organization", label: "Organization" },
  { name: "managerName", label: "Manager" },
  { name: "link", label: "Link" },
] as const;

/** The names that stand for something of the hire; each goes where the cursor last was. */
export function Insertions({ onInsert }: { onInsert: (text: string) => void }) {
  return (
    <fieldset>
      <legend className="text-pretty text-ink-soft">
        Put in where the cursor is. What is not known of somebody is left out without a gap.
      </legend>
      <div className="mt-2 flex flex-wrap gap-1.5">
        {variables.map(({ name, label }) => (
          <button
            key={name}
            type="button"
            title={`{{${name}}}`}
            aria-label={`Insert ${label.toLowerCase()}`}
            // Keeps the focus, and with it the cursor, in the field.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onInsert(`{{${name}}}`)}
            className="h-8 rounded-full border border-line px-3 text-ink-soft text-xs transition-colors duration-150 hover:bg-sunken hover:text-ink pointer-coarse:h-11"
          >
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
