import { IconPrinter } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { CheckField } from '../fields/select-field.tsx';
import { useLanguage, useTexts } from '../language/language.ts';
import { pairedCode, printersHere } from './print-helper.ts';
import type { FormChoice } from './print-once.ts';
import { printTexts } from './print-texts.ts';

/** the empty word is the browser's own window */
const BROWSER = '';
const sizes = ['A4', 'A5', '80mm', '50x30'];

export interface ChosenPrint {
  readonly choices: readonly FormChoice[];
  readonly inBrowser: boolean;
  readonly isRemembered: boolean;
}

interface PrintDialogProps {
  readonly offered: readonly FormChoice[];
  readonly canRemember: boolean;
  readonly onPrint: (chosen: ChosenPrint) => void;
  readonly onClose: () => void;
}

function usePrinters(silent: string): readonly string[] {
  const [printers, setPrinters] = useState<readonly string[]>([]);
  useEffect(() => {
    const code = pairedCode();
    if (code === undefined) return;
    printersHere(code, silent).then(setPrinters, () => setPrinters([]));
  }, [silent]);
  return printers;
}

interface Line extends FormChoice {
  readonly isOn: boolean;
}

interface RowProps {
  readonly line: Line;
  readonly onChange: (line: Line) => void;
}

function Row({ line, onChange }: RowProps) {
  const t = useTexts(printTexts);
  const language = useLanguage();
  const title = language === 'en' ? line.titleEn : line.title;
  const usual = line.paper ?? '';
  return (
    <tr>
      <td>
        <CheckField label={title} isChecked={line.isOn} onChange={(isOn) => onChange({ ...line, isOn })} />
      </td>
      <td>
        <select
          className="input"
          aria-label={`${t.paper} ${title}`}
          value={usual}
          onChange={({ currentTarget }) => onChange({ ...line, paper: currentTarget.value || undefined })}
        >
          <option value="">–</option>
          {sizes.map((size) => (
            <option key={size}>{size}</option>
          ))}
        </select>
      </td>
      <td data-align="right">
        <input
          aria-label={`${t.copies} ${title}`}
          className="input n"
          inputMode="numeric"
          value={line.copies}
          onChange={({ currentTarget }) =>
            onChange({ ...line, copies: Math.min(9, Math.max(1, Number(currentTarget.value.slice(-1)) || 1)) })
          }
        />
      </td>
    </tr>
  );
}

/** Which forms, on which paper, how many, on which printer; remembered for the room when wished. Enter prints. */
export function PrintDialog({ offered, canRemember, onPrint, onClose }: PrintDialogProps) {
  const t = useTexts(printTexts);
  const printers = usePrinters(t.silent);
  const [lines, setLines] = useState<readonly Line[]>(() => offered.map((line) => ({ ...line, isOn: true })));
  const [printer, setPrinter] = useState(pairedCode() === undefined ? BROWSER : (offered[0]?.printer ?? BROWSER));
  const [isRemembered, setRemembered] = useState(false);
  const known = printer === BROWSER || printers.includes(printer) ? printers : [printer, ...printers];
  const chosen = lines.filter(({ isOn }) => isOn);
  const sheets = chosen.reduce((sum, { copies }) => sum + copies, 0);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (chosen.length === 0) return;
    const choices = chosen.map((line) => ({ ...line, printer: printer === BROWSER ? line.printer : printer }));
    onPrint({ choices, inBrowser: printer === BROWSER, isRemembered });
  };
  return (
    <Dialog title={t.title} icon={IconPrinter} onClose={onClose} width={460}>
      <form className="print-form" onSubmit={submit}>
        <table>
          <thead>
            <tr>
              <th>{t.form}</th>
              <th>{t.paper}</th>
              <th data-align="right">{t.copies}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row
                key={line.form}
                line={line}
                onChange={(next) => setLines(lines.map((one) => (one.form === next.form ? next : one)))}
              />
            ))}
          </tbody>
        </table>
        <label className="print-printer">
          {t.printer}
          <select className="input" value={printer} onChange={({ currentTarget }) => setPrinter(currentTarget.value)}>
            {known.map((name) => (
              <option key={name}>{name}</option>
            ))}
            <option value={BROWSER}>{t.browser}</option>
          </select>
        </label>
        <div className="print-end">
          {canRemember && <CheckField label={t.remember} isChecked={isRemembered} onChange={setRemembered} />}
          <span className="grow" />
          <Button onClick={onClose} keyHint="Esc">
            {t.close}
          </Button>
          <Button tone="primary" type="submit" icon={IconPrinter} keyHint="Enter" disabled={chosen.length === 0}>
            {t.print(sheets)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
