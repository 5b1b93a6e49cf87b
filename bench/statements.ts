import pg from "pg";

/** A statement as the driver was given it. */
export interface Statement {
  /** Empty for one that is not prepared. */
  name: string | undefined;
  text: string;
  values: unknown[];
}

/**
 * Returns the statements that a piece of work sends, taken down as they leave, and what it returned. Those that leave before an answer comes
 * are one round trip (`trips`).
 */
export async function statementsOf<Result>(work: () => Promise<Result>): Promise<{ trips: Statement[][]; result: Result }> {
  const trips: Statement[][] = [];
  let isWaiting = false;
  const client: { query(statement: Statement | string, ...rest: unknown[]): Promise<unknown> } = pg.Client.prototype;
  const send = client.query;
  client.query = async function (statement, ...rest) {
    const { name, text, values } = typeof statement === "string" ? { name: undefined, text: statement, values: [] } : statement;
    if (isWaiting) trips.at(-1)?.push({ name, text, values });
    else trips.push([{ name, text, values }]);
    isWaiting = true;
    const answer = await send.call(this, statement, ...rest);
    isWaiting = false;
    return answer;
  };
  try {
    return { result: await work(), trips };
  } finally {
    client.query = send;
  }
}
