import { formatNumber, IconButton, useTexts } from '@lienmach/ui';
import { IconAlertOctagonFilled, IconAlertTriangleFilled, IconHistory, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { dayTimes } from '../rules/dose-grid.ts';
import { computedQuantity, costOf, type GridLine, isDose } from './grid-line.ts';
import type { PrescriptionAlert } from './prescription-alerts.ts';
import { texts } from './texts.ts';
import type { DrugFacts } from './use-drugs.ts';

interface DrugRowProps {
  readonly line: GridLine;
  readonly number: number;
  readonly facts: DrugFacts | undefined;
  readonly alerts: readonly PrescriptionAlert[];
  readonly isClosed: boolean;
  readonly onChange: (line: GridLine) => void;
  readonly onRemove: () => void;
}

const isCount = (text: string): boolean => text.trim() === '' || /^[1-9]\d{0,3}$/.test(text.trim());

/** `1250.5 × 28` in thousandths of a đồng → whole đồng to read; the exact sum is on the receipt */
export const dongOf = (thousandths: bigint): string => formatNumber(Number((thousandths + 500n) / 1000n));

const alertOf = (alerts: readonly PrescriptionAlert[]): string | undefined =>
  alerts.some(({ level }) => level === 'stop') ? 'stop' : alerts[0]?.level;

function Sign({ alerts }: Pick<DrugRowProps, 'alerts'>) {
  if (alerts.some(({ level }) => level === 'stop')) {
    return <IconAlertOctagonFilled size={14} className="rx-sign" data-level="stop" aria-hidden="true" />;
  }
  if (alerts.length > 0) return <IconAlertTriangleFilled size={14} className="rx-sign" aria-hidden="true" />;
  return null;
}

/** One drug: four doses, days, quantity; under its name how it is taken. */
export function DrugRow({ line, number, facts, alerts, isClosed, onChange, onRemove }: DrugRowProps) {
  const t = useTexts(texts);
  const set = (name: keyof GridLine, value: string): void => onChange({ ...line, [name]: value });
  const onKey = (event: KeyboardEvent): void => {
    const isField = event.target instanceof HTMLInputElement && event.target.value !== '';
    if (event.key !== 'Delete' || isClosed || isField) return;
    event.preventDefault();
    onRemove();
  };
  const cost = costOf(line, facts?.properties.price);
  const box = (name: 'days' | 'quantity' | (typeof dayTimes)[number], isRight: boolean, computed = '') => {
    const isBad = name === 'days' || name === 'quantity' ? !isCount(line[name]) : !isDose(line[name]);
    return (
      <input
        className={`rx-box n ${isRight ? 'r' : 'c'}`}
        aria-label={`${t[name]}, ${line.name}`}
        aria-invalid={isBad}
        title={isBad ? t.wrongDose : undefined}
        value={line[name]}
        placeholder={computed || '–'}
        disabled={isClosed}
        inputMode="text"
        autoComplete="off"
        maxLength={6}
        data-box={name}
        data-computed={computed !== '' || undefined}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => set(name, event.currentTarget.value)}
      />
    );
  };
  const route = facts?.properties.routeName?.toLocaleLowerCase('vi');
  return (
    <tr data-row={line.key} data-alert={alertOf(alerts)} onKeyDown={onKey}>
      <td className="n mut">{number}</td>
      <td className="rx-drug">
        <b>
          {line.name} <Sign alerts={alerts} />
        </b>
        <span className="s mut rx-how">
          {line.key.startsWith('before-') && (
            <IconHistory size={13} className="rx-before" role="img" aria-label={t.fromBefore} />
          )}
          {route}
          <input
            className="rx-timing s"
            list="rx-timings"
            aria-label={`${t.timing}, ${line.name}`}
            placeholder={t.chooseTiming}
            value={line.timing}
            maxLength={80}
            disabled={isClosed}
            data-box="timing"
            onChange={(event) => set('timing', event.currentTarget.value)}
          />
        </span>
      </td>
      {dayTimes.map((time) => (
        <td key={time} className="rx-cell">
          {box(time, false)}
        </td>
      ))}
      <td className="rx-cell">{box('days', true)}</td>
      <td className="rx-cell rx-quantity">{box('quantity', true, computedQuantity(line))}</td>
      <td className="n r">{cost === undefined ? '' : dongOf(cost)}</td>
      <td className="rx-remove">
        {!isClosed && <IconButton icon={IconX} label={t.remove(line.name)} onClick={onRemove} />}
      </td>
    </tr>
  );
}
