import { identifierSystems } from '@lienmach/core';
import {
  isOutcomeError,
  type ResourceType,
  recordKey,
  showToast,
  useDraft,
  useRecord,
  useSearch,
  useTexts,
  valueIn,
  valuesIn,
  type WidgetProps,
} from '@lienmach/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { MedicationRequest, Parameters } from 'fhir/r4';
import { useMemo, useState } from 'react';
import { type GridLine, lineInput, lineOfRequest } from './grid-line.ts';
import { alertsOf, type PrescriptionAlert } from './prescription-alerts.ts';
import { texts } from './texts.ts';
import { useLiveAlerts } from './use-live-alerts.ts';

interface Draft {
  readonly lines?: readonly GridLine[];
  readonly advice?: string;
  readonly weight?: string;
  readonly guardian?: string;
}
const nothing: Draft = {};

export const codeOf = (request: MedicationRequest): string | undefined =>
  request.groupIdentifier?.system === identifierSystems.nationalPrescription
    ? request.groupIdentifier.value
    : undefined;

const uniqueCodes = (requests: readonly MedicationRequest[]): string[] => [
  ...new Set(requests.flatMap((one) => codeOf(one) ?? [])),
];

const changed: readonly ResourceType[] = ['MedicationRequest', 'ChargeItem', 'DetectedIssue'];

interface ToIssue {
  readonly lines: readonly GridLine[];
  readonly alerts: readonly PrescriptionAlert[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly issued: readonly MedicationRequest[];
  readonly advice: string;
  readonly draft: Draft;
}

const prescriptionInput = ({ lines, alerts, reasons, issued, advice, draft }: ToIssue): Record<string, unknown> => ({
  line: lines.map(lineInput),
  override: alerts.flatMap(({ id, rule, level, line }) =>
    level === 'warn' && reasons[id] ? [{ rule: { valueCode: rule }, reason: reasons[id], line }] : [],
  ),
  replaces: uniqueCodes(issued),
  advice: advice.trim() || undefined,
  weight: draft.weight ? { valueDecimal: Number(draft.weight.replace(',', '.')) } : undefined,
  guardian: draft.guardian?.trim() || undefined,
});

/** Alerts of rows that were not touched, with the numbers the rows have now. */
function stillTrue(alerts: readonly PrescriptionAlert[], before: readonly GridLine[], next: readonly GridLine[]) {
  const untouched = new Set(next.filter((line) => before.includes(line)).map(({ key }) => key));
  const order = next.map(({ key }) => key);
  return alerts
    .filter(({ row }) => row === undefined || untouched.has(row))
    .map((one) => (one.row === undefined ? one : { ...one, line: order.indexOf(one.row) + 1 }));
}

/** What was refused and what is known while typing, each once; stops first. */
function allAlerts(
  refused: readonly PrescriptionAlert[],
  live: readonly PrescriptionAlert[],
): readonly PrescriptionAlert[] {
  const all = [...refused, ...live.filter(({ id }) => !refused.some((one) => one.id === id))];
  return all.toSorted((a, b) => Number(b.level === 'stop') - Number(a.level === 'stop'));
}

/** What was issued in this visit. */
function useIssued(encounter: string) {
  const requests = useSearch('MedicationRequest', { encounter: `Encounter/${encounter}`, status: 'active' });
  const issued = useMemo(() => requests.data?.items.filter((one) => codeOf(one) !== undefined) ?? [], [requests.data]);
  return { requests, issued };
}

/** Alerts of the rows with the reasons given for them. */
function useAlerts(encounter: string, lines: readonly GridLine[], replaces: readonly string[], isTyped: boolean) {
  const [refused, setAlerts] = useState<readonly PrescriptionAlert[]>([]);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const live = useLiveAlerts(encounter, lines, replaces, isTyped);
  const alerts = allAlerts(refused, live);
  const missing = alerts.filter(({ level, id }) => level === 'warn' && (reasons[id] ?? '') === '');
  const setReason = (id: string, reason: string): void => setReasons((before) => ({ ...before, [id]: reason }));
  const clear = (): void => {
    setAlerts([]);
    setReasons({});
  };
  return { refused, setAlerts, reasons, setReason, clear, alerts, missing };
}

/** The prescription on the screen: the record with the draft over it, its alerts, and how it is issued. */
export function usePrescription({ encounter = '', saveHost }: WidgetProps) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const cache = useQueryClient();
  const { requests, issued } = useIssued(encounter);
  const [draft, setDraft, forget] = useDraft<Draft>(`prescribing.${encounter}`, nothing);
  const [problem, setProblem] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const lines = draft.lines ?? issued.map(lineOfRequest);
  const advice = draft.advice ?? issued[0]?.note?.[0]?.text ?? '';
  const isDirty = draft.lines !== undefined || draft.advice !== undefined;
  const said = useAlerts(encounter, lines, uniqueCodes(issued), draft.lines !== undefined);
  const { alerts, reasons, setAlerts } = said;

  const prescribe = async (): Promise<readonly string[] | undefined> => {
    if (saveHost !== undefined && !(await saveHost())) {
      setProblem(t.hostNotSaved);
      return undefined;
    }
    const input = prescriptionInput({ lines, alerts, reasons, issued, advice, draft });
    const answer = await operation<Parameters>('$prescribe', `Encounter/${encounter}`, input);
    const codes = valuesIn<Parameters>(answer, 'prescription').map((one) => valueIn<string>(one, 'code') ?? '');
    for (const type of changed) await cache.invalidateQueries({ queryKey: recordKey(type) });
    forget();
    said.clear();
    setProblem(undefined);
    showToast(t.issued(codes.join(', ')));
    return codes;
  };
  /** @returns the codes that were given; undefined: nothing was */
  const save = async (): Promise<readonly string[] | undefined> => {
    if (!isDirty || lines.length === 0 || isSaving) return undefined;
    setSaving(true);
    try {
      return await prescribe();
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setProblem(thrown.isOffline ? thrown.message : undefined);
      if (thrown.isOffline) return undefined;
      const found = alertsOf(
        thrown,
        lines.map(({ key }) => key),
      );
      // a rule that already has its reason is not told again by the server, and must be sent again
      const kept = alerts.filter(({ id }) => reasons[id] && !found.some((one) => one.id === id));
      setAlerts([...found, ...kept]);
      return undefined;
    } finally {
      setSaving(false);
    }
  };
  const setLines = (next: readonly GridLine[]): void => {
    setDraft((before) => ({ ...before, lines: next }));
    setAlerts((now) => stillTrue(now, lines, next));
  };
  return {
    requests,
    issued,
    codes: uniqueCodes(issued),
    lines,
    setLines,
    advice,
    draft,
    change: (change: Draft) => setDraft((before) => ({ ...before, ...change })),
    ...said,
    problem,
    isDirty,
    isSaving,
    save,
  };
}

export type Prescription = ReturnType<typeof usePrescription>;
