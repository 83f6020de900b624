/** What a file looked like: it lies still when it looks the same at two looks. */
export interface FileMark {
  readonly size: number;
  readonly mark: string;
}

/** Where the files of an incoming channel lie: a folder of this machine, or one of the partner's over SFTP. */
export interface Depot {
  names(): Promise<readonly string[]>;
  /** undefined: no file, a link, or gone again */
  markOf(name: string): Promise<FileMark | undefined>;
  read(name: string): Promise<Uint8Array>;
  /** Moves a file that was taken, its answer beside it; what lies there already is never written over. */
  settle(name: string, end: 'done' | 'failed', answer: Uint8Array): Promise<void>;
  close(): Promise<void>;
}
