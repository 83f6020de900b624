import { isOutcomeError, recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import { useEffect, useState } from 'react';
import { type GridLine, isDose, lineInput } from './grid-line.ts';
import type { PrescriptionAlert } from './prescription-alerts.ts';

/** milliseconds of quiet after the last key */
const QUIET = 400;

/** what is still being typed is no mistake yet */
const unfinished: ReadonlySet<string> = new Set(['noDose', 'quantityDiffers']);

/** a row as far as it can be read now */
function readableLine(line: GridLine): Record<string, unknown> {
  const dose = (text: string): string => (isDose(text) ? text : '');
  const count = (text: string, other: string): string => (/^[1-9]\d{0,2}$/.test(text.trim()) ? text : other);
  return lineInput({
    ...line,
    morning: dose(line.morning),
    noon: dose(line.noon),
    afternoon: dose(line.afternoon),
    evening: dose(line.evening),
    days: count(line.days, '1'),
    quantity: '',
  });
}

const alertIn =
  (rows: readonly string[]) =>
  (part: Parameters): PrescriptionAlert => {
    const rule = valueIn<string>(part, 'rule') ?? '';
    const line = valueIn<number>(part, 'line');
    const text = valueIn<string>(part, 'text') ?? '';
    const row = line === undefined ? undefined : rows[line - 1];
    const level = valueIn<string>(part, 'level') === 'stop' ? 'stop' : 'warn';
    return { id: `${rule} ${row ?? ''} ${text}`, rule, level, text, row, line };
  };

function useQuiet<Value>(value: Value): Value {
  const [quiet, setQuiet] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(value), QUIET);
    return () => clearTimeout(timer);
  }, [value]);
  return quiet;
}

/** What would be said of these rows if they were saved now; asked again when they rest, and when an allergy is recorded. */
export function useLiveAlerts(
  encounter: string,
  lines: readonly GridLine[],
  replaces: readonly string[],
  isTyped: boolean,
): readonly PrescriptionAlert[] {
  const { operation } = useRecord();
  const rows = lines.map(({ key }) => key);
  const asked = useQuiet(JSON.stringify({ line: lines.map(readableLine), rows }));
  const found = useQuery({
    queryKey: recordKey('AllergyIntolerance', 'check-prescription', encounter, replaces, asked),
    enabled: isTyped && lines.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
    async queryFn() {
      const input: { line: Record<string, unknown>[]; rows: string[] } = JSON.parse(asked);
      try {
        const answer = await operation<Parameters>('$check-prescription', `Encounter/${encounter}`, {
          line: input.line,
          replaces,
        });
        return valuesIn<Parameters>(answer, 'alert')
          .map(alertIn(input.rows))
          .filter(({ rule }) => !unfinished.has(rule));
      } catch (thrown) {
        // a row that cannot be read is said when it is saved
        if (!isOutcomeError(thrown)) throw thrown;
        return [];
      }
    },
  });
  if (!isTyped || lines.length === 0) return [];
  return (found.data ?? [])
    .filter(({ row }) => row === undefined || rows.includes(row))
    .map((one) => (one.row === undefined ? one : { ...one, line: rows.indexOf(one.row) + 1 }));
}
