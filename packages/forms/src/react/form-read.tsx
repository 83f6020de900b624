import { Empty, useTexts } from '@lienmach/ui';
import type { FormView } from '../evaluate-form.ts';
import { readRows } from '../read-view.ts';
import { texts } from './texts.ts';

/** The filled form to read and to print: headings, questions, answers; nothing that was not answered. */
export function FormRead({ view, label }: { readonly view: FormView; readonly label: string }) {
  const t = useTexts(texts);
  const rows = readRows(view, t);
  if (rows.length === 0) return <Empty title={t.nothing} />;
  return (
    <table className="q-read" aria-label={label}>
      <tbody>
        {rows.map((row) =>
          row.value === undefined ? (
            <tr key={row.path} data-level={row.level}>
              <th scope="rowgroup" colSpan={2}>
                {row.label}
              </th>
            </tr>
          ) : (
            <tr key={row.path}>
              <th scope="row">{row.label}</th>
              <td>{row.value}</td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
