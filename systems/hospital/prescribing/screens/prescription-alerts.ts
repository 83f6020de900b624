import type { AlertLevel, ClinicalAlert, OutcomeError, Reason } from '@lienmach/ui';

/** One reason why the prescription was not issued, with the row it is about. */
export interface PrescriptionAlert {
  readonly id: string;
  readonly rule: string;
  readonly level: AlertLevel;
  readonly text: string;
  /** key of the row; undefined: the whole prescription */
  readonly row: string | undefined;
  /** number of the line from 1, as the server counts */
  readonly line: number | undefined;
}

/** warnings that pass with a written reason; everything else stops */
const warnings: ReadonlySet<string> = new Set([
  'possibleAllergy',
  'crossAllergy',
  'similarAllergy',
  'sameIngredientTwice',
  'alreadyTaking',
  'quantityDiffers',
]);

const lineOf = ({ expression }: Reason): number | undefined => {
  const found = /where\(name='line'\)\[(\d+)\]/.exec(expression.join(' '))?.[1];
  return found === undefined ? undefined : Number(found) + 1;
};

/** What the server said, one alert for each rule and row. */
export function alertsOf(refusal: OutcomeError, rows: readonly string[]): PrescriptionAlert[] {
  const found = new Map<string, PrescriptionAlert>();
  for (const issue of refusal.issues) {
    const rule = issue.code.split('.').at(-1) ?? issue.code;
    const line = lineOf(issue);
    const row = line === undefined ? undefined : rows[line - 1];
    const id = `${rule} ${row ?? ''} ${issue.text}`;
    found.set(id, { id, rule, level: warnings.has(rule) ? 'warn' : 'stop', text: issue.text, row, line });
  }
  return [...found.values()];
}

/** The same alerts as the panel of the house shows them. */
export function shownAlerts(
  alerts: readonly PrescriptionAlert[],
  reasons: Readonly<Record<string, string>>,
  choices: readonly string[],
): ClinicalAlert[] {
  return alerts.map(({ id, level, text }) => ({
    id,
    level,
    what: text,
    ...(level === 'warn' ? { reasons: choices } : {}),
    ...(reasons[id] === undefined ? {} : { reason: reasons[id] }),
  }));
}
