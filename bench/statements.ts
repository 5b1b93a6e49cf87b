import pg from "pg";

/** A statement as the driver was given it. */
export interface Statement {
  /** Empty for one that is not prepared. */
  name: string | undefined;
  text: string;
  values: unknown[];
}

/** Returns the statements that a piece of work sends, taken down as they leave, and what it returned. */
export async function statementsOf<Result>(work: () => Promise<Result>): Promise<{ statements: Statement[]; result: Result }> {
  const statements: Statement[] = [];
  const client: { query(statement: Statement | string, ...rest: unknown[]): unknown } = pg.Client.prototype;
  const send = client.query;
  client.query = function (statement, ...rest) {
    if (typeof statement !== "string") statements.push({ name: statement.name, text: statement.text, values: statement.values });
    return send.call(this, statement, ...rest);
  };
  try {
    return { result: await work(), statements };
  } finally {
    client.query = send;
  }
}
