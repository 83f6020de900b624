/** One row of the append-only table `audit`: who did what to which patient's data, and whether it was allowed. */
export interface AuditEntry {
  readonly at: Date;
  /** `Practitioner/…`, `Device/…`, `client:…`, or `''` before anybody is known */
  readonly agent: string;
  readonly agentName: string;
  readonly client: string;
  /** create, read, update, delete, execute */
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  /** 0 success, 4 refused, 8 failed, 12 major failure (DICOM words, as AuditEvent.outcome) */
  readonly outcome: 0 | 4 | 8 | 12;
  /** REST interaction, operation or `sign-in` */
  readonly activity: string;
  /** literal references of what was touched */
  readonly what: readonly string[];
  /** ids of the patients whose data it was */
  readonly patient: readonly string[];
  /** search parameters as asked */
  readonly query?: string;
  readonly purpose?: string;
  readonly address?: string;
}
