/** First entry of the archive: enough to decide whether it can be restored here. */
export interface BackupHead {
  readonly format: 'lienmach-backup';
  readonly formatVersion: number;
  /** release that made it */
  readonly program: string;
  readonly madeAt: string;
  /** server version of the database it comes from */
  readonly database: string;
  /** migrations that its data has gone through */
  readonly migrations: readonly string[];
  readonly tables: readonly TableShape[];
}

export const FORMAT_VERSION = 1;

export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
}

/** What one table held at the moment of the backup. */
export interface TableCount {
  readonly name: string;
  readonly rows: number;
  /** of the copy stream */
  readonly bytes: number;
  readonly sha256: string;
  /** over the rows in no particular order: what a database must hold to be the same */
  readonly checksum: string;
}

/** Last entry: a file that ends before it is a file that was cut. */
export interface BackupManifest {
  readonly tables: readonly TableCount[];
  readonly sequences: readonly { readonly name: string; readonly last: string | null }[];
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}
