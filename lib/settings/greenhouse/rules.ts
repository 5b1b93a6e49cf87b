export const eraseModes = ["ask", "at_once", "after_days"] as const;

/** What happens here when Greenhouse anonymizes or deletes a person; `days` count for `after_days`. */
export interface EraseChoice {
  mode: (typeof eraseModes)[number];
  days: number;
}

/** What holds where an organization chose nothing: an erasure cannot be taken back. */
export const defaultErase: EraseChoice = { mode: "ask", days: 30 };
