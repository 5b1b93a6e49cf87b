/** Records to read by id. */
export interface ById<Row> {
  get(id: number): Row | undefined;
  /** Those with an id below another one, the highest first. */
  newestFirst(below: number): Iterable<Row>;
}

/** Records whose ids come from a counter: one is found, and a list begins anywhere, without a search. */
export class Rows<Row extends { id: number }> implements ById<Row> {
  private readonly rows: (Row | undefined)[] = [];
  private readonly firstId: number;

  constructor(firstId: number) {
    this.firstId = firstId;
  }

  /** The id that the next record must have. */
  get nextId(): number {
    return this.firstId + this.rows.length;
  }

  /** How many records were added, deleted ones included. */
  get everAdded(): number {
    return this.rows.length;
  }

  add(row: Row): void {
    if (row.id !== this.nextId) throw new Error(`The next record is ${this.nextId}, not ${row.id}.`);
    this.rows.push(row);
  }

  get(id: number): Row | undefined {
    return this.rows[id - this.firstId];
  }

  delete(id: number): void {
    if (this.get(id)) this.rows[id - this.firstId] = undefined;
  }

  *oldestFirst(): Iterable<Row> {
    for (const row of this.rows) if (row) yield row;
  }

  *newestFirst(below: number): Iterable<Row> {
    for (let index = Math.min(below - this.firstId, this.rows.length) - 1; index >= 0; index--) {
      const row = this.rows[index];
      if (row) yield row;
    }
  }
}
