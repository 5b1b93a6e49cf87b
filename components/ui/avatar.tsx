/** A person's initials; the name itself stands beside it or is known from the place. */
export function Avatar({ name }: { name: string }) {
  const parts = name.trim().split(/\s+/u);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => [...(part ?? "")][0] ?? "");
  return (
    <span className="grid size-8 shrink-0 place-items-center rounded-full bg-sunken font-semibold text-xs" aria-hidden>
      {letters.join("").toLocaleUpperCase()}
    </span>
  );
}
