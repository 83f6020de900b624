import { Button, formatDateTime, nameOf, patientCodeOf, StatusChip, useTexts } from '@lienmach/ui';
import type { Patient } from 'fhir/r4';
import { useState } from 'react';
import { type FieldRow, fieldRows } from './field-rows.ts';
import { texts } from './texts.ts';

interface HeadProps {
  readonly patient: Patient;
  readonly isKept: boolean;
  /** absent: the choice was made */
  readonly onKeep?: (() => void) | undefined;
}

function Head({ patient, isKept, onKeep }: HeadProps) {
  const t = useTexts(texts);
  const code = patientCodeOf(patient);
  return (
    <th scope="col" data-kept={isKept || undefined}>
      <span className="md-head-name">{nameOf(patient.name)}</span>
      <span className="s sec n">{code}</span>
      <span className="s mut n">{formatDateTime(patient.meta?.lastUpdated)}</span>
      {onKeep === undefined ? (
        <StatusChip tone={isKept ? 'ok' : 'neutral'}>{isKept ? t.kept : t.gone}</StatusChip>
      ) : (
        <label className="check">
          <input type="radio" name="kept" checked={isKept} aria-label={t.keepOf(code)} onChange={onKeep} />
          {isKept ? <b>{t.kept}</b> : t.keep}
        </label>
      )}
    </th>
  );
}

function Value({ row, side }: { readonly row: FieldRow; readonly side: 'left' | 'right' }) {
  const t = useTexts(texts);
  const value = row[side];
  return (
    <td data-state={row.state}>
      {value === '' ? <span className="mut">{t.missing}</span> : <span className="md-value">{value}</span>}
    </td>
  );
}

function Row({ row }: { readonly row: FieldRow }) {
  const t = useTexts(texts);
  return (
    <tr>
      <th scope="row">
        {t.fields[row.id] ?? row.id}
        {row.state === 'different' && (
          <StatusChip tone="warn" icon={false}>
            {t.different}
          </StatusChip>
        )}
      </th>
      <Value row={row} side="left" />
      <Value row={row} side="right" />
    </tr>
  );
}

interface CompareTableProps {
  /** in the order of the list, whichever of them is kept: the columns do not jump */
  readonly left: Patient;
  readonly right: Patient;
  readonly kept: string | undefined;
  readonly onKeep?: ((id: string) => void) | undefined;
}

/** Two records, field by field: what differs first; equal fields wait behind one button. */
export function CompareTable({ left, right, kept, onKeep }: CompareTableProps) {
  const t = useTexts(texts);
  const [isWhole, setWhole] = useState(false);
  const rows = fieldRows(left, right, t.genders);
  const equal = rows.filter(({ state }) => state === 'same');
  const shown = [...rows.filter(({ state }) => state !== 'same'), ...(isWhole ? equal : [])];
  const headOf = (patient: Patient) => (
    <Head patient={patient} isKept={patient.id === kept} onKeep={onKeep && (() => onKeep(patient.id ?? ''))} />
  );
  return (
    <div className="col">
      <table className="md-table" aria-label={t.compare}>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{t.field}</span>
            </th>
            {headOf(left)}
            {headOf(right)}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      {equal.length > 0 && (
        <div>
          <Button size="sm" aria-expanded={isWhole} onClick={() => setWhole((now) => !now)}>
            {isWhole ? t.hideSame : t.same(equal.length)}
          </Button>
        </div>
      )}
    </div>
  );
}
