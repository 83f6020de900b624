import { formatMoney, formatNumber, useTexts } from '@lienmach/ui';
import { useId } from 'react';
import { texts } from './texts.ts';

/** Banknotes in circulation, the biggest first. */
const notes = [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100] as const;

/** pieces as typed, by denomination */
export type Counted = Readonly<Record<string, string>>;

const piecesOf = (text: string | undefined): number => (/^\d{1,5}$/.test(text?.trim() ?? '') ? Number(text) : 0);

export const totalOf = (counted: Counted): number =>
  notes.reduce<number>((sum, note) => sum + note * piecesOf(counted[note]), 0);

/** What `count` of the operations takes: only what was counted. */
export const countOf = (counted: Counted) =>
  notes
    .map((denomination) => ({ denomination, pieces: piecesOf(counted[denomination]) }))
    .filter(({ pieces }) => pieces > 0);

interface CashCountProps {
  readonly counted: Counted;
  readonly onChange: (counted: Counted) => void;
}

/** Note by note, Enter goes down, the sum stands below. */
export function CashCount({ counted, onChange }: CashCountProps) {
  const t = useTexts(texts).shift;
  const id = useId();
  return (
    <table className="count">
      <thead>
        <tr>
          <th className="r">{t.note}</th>
          <th className="r">{t.pieces}</th>
          <th className="r">{t.worth}</th>
        </tr>
      </thead>
      <tbody>
        {notes.map((note) => {
          const text = counted[note] ?? '';
          const isBad = text.trim() !== '' && !/^\d{1,5}$/.test(text.trim());
          return (
            <tr key={note}>
              <th scope="row" className="r n">
                <label htmlFor={`${id}-${note}`}>{formatNumber(note)}</label>
              </th>
              <td>
                <input
                  id={`${id}-${note}`}
                  name={`note-${note}`}
                  className="input n r"
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={5}
                  aria-invalid={isBad}
                  value={text}
                  onChange={(event) => onChange({ ...counted, [note]: event.currentTarget.value })}
                />
              </td>
              <td className="r n">{piecesOf(text) === 0 ? '–' : formatNumber(note * piecesOf(text))}</td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t.counted}
          </th>
          <td className="r">
            <output aria-label={t.counted}>{formatMoney(totalOf(counted))}</output>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
