/** Where a case takes place. */
export interface Setting {
  /** PgBouncer in transaction mode stands between the processes and the database. */
  pooler?: boolean;
  /** A server of Debian's, of the case's own. */
  debian?: boolean;
  /** The database lives on a small file system. */
  smallDisk?: boolean;
  /** Milliseconds for which a process waits for the mail server. */
  patienceMs?: number;
}
