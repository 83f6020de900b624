/** How the machine behaves: well, or with one of the bad habits machines have. */
export const analyzerModes = [
  'normal',
  'slow',
  'cut',
  'duplicate',
  'two-in-one',
  'wrong-order',
  'noisy',
  'wrong-encoding',
  'unknown-order',
] as const;
export type AnalyzerMode = (typeof analyzerModes)[number];

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface LabAnalyzer {
  /** where it hears orders; 0 for a machine that keeps one line to the house */
  readonly port: number;
  /** what came back for each message, oldest first: acknowledgement codes, or `ACK` of the link */
  readonly acknowledged: readonly string[];
  /** A tube is put in: the machine asks what to do with it, measures it and tells. */
  scan(tube: string): Promise<void>;
  /** A control material is measured. @param codes  what is measured in it */
  control(lot: string, level: string, codes: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface AnalyzerManner {
  readonly mode?: AnalyzerMode;
  /** milliseconds from order to result; default 1000 (slow: 15 s) */
  readonly delay?: number;
  readonly seed?: number;
  /** values that are not left to chance: `K` → `6.8` */
  readonly values?: ReadonlyMap<string, string>;
  readonly now?: () => Date;
  /** one line for each step, never with patient data */
  readonly say?: (line: string) => void;
}

export const TRIES = 30;
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
