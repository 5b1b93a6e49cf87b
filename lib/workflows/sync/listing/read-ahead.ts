/** Returns a reading that is awaited later. A failure is met there; until then it does not count as unhandled. */
export function readAhead<Answer>(reading: Promise<Answer>): Promise<Answer> {
  reading.catch(() => {});
  return reading;
}
