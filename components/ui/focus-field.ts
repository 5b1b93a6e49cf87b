/**
 * Puts the focus on a field of a form, in the same step. The form library's own `setFocus` waits for a timer, and what is typed until then goes
 * elsewhere; it is for a field behind a dialog that is about to close.
 */
export function focusField(form: HTMLFormElement | null, name: string, { select = false } = {}): void {
  const control = form?.elements.namedItem(name);
  if (!(control instanceof HTMLElement)) return;
  control.focus();
  if (select && control instanceof HTMLInputElement) control.select();
}
