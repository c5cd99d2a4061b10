/** The database cannot be used, and an operator can mend it. The message says what to do and holds no password. */
export class StoreError extends Error {
  override readonly name: string = "StoreError";
}

/** Another process has the database open for writing. */
export class StoreBusyError extends StoreError {
  override readonly name = "StoreBusyError";
  /** Process id of the other one; null when it could not be read. */
  readonly holder: number | null;

  constructor(file: string, holder: number | null) {
    const process = holder === null ? "" : ` (process ${holder})`;
    super(
      `The database ${file} is in use by another Copydesk${process}. Stop that one, or give this one a database of its own.`,
    );
    this.holder = holder;
  }
}

/** The database file is damaged. It is left as it is. */
export class StoreCorruptError extends StoreError {
  override readonly name = "StoreCorruptError";

  constructor(file: string, found: string) {
    super(
      `The database ${file} is damaged or is not a database (${found}). It was left as it is. ` +
        `Stop Copydesk, keep a copy of ${file} and of the files ${file}-wal and ${file}-shm, then put a backup in their place. ` +
        `Without a backup, move all three away and start again: articles still in their folders are read anew, ` +
        `but channels may get digests that they have had.`,
    );
  }
}

/** The database was made by another version of Copydesk. */
export class StoreVersionError extends StoreError {
  override readonly name = "StoreVersionError";
}
