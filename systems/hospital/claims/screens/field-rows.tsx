import { ScrollBox, useTexts } from '@lienmach/ui';
import { fieldName } from '../catalogs/field-names.ts';
import type { TableRow } from './read-tables.ts';
import { shownValue } from './shown-value.ts';
import { texts } from './texts.ts';

interface FieldRowsProps {
  readonly label: string;
  /** code of the table */
  readonly table: string;
  readonly row: TableRow;
  /** fields that a finding names */
  readonly marked: ReadonlySet<string>;
  /** the field that the chosen finding names */
  readonly target: string | undefined;
  readonly showsEmpty: boolean;
}

/** A row from top to bottom: what people call the field, its name in the file, what it says. */
export function FieldRows({ label, table, row, marked, target, showsEmpty }: FieldRowsProps) {
  const t = useTexts(texts);
  const shown = row.filter(([name, value]) => showsEmpty || value !== '' || marked.has(name) || name === target);
  return (
    <ScrollBox className="field-box" label={label}>
      <dl className="field-rows">
        {shown.map(([name, value]) => (
          <div
            key={name}
            id={name === target ? 'claim-target' : undefined}
            tabIndex={name === target ? -1 : undefined}
            data-target={name === target || undefined}
            data-marked={marked.has(name) || undefined}
          >
            <dt>
              {fieldName(name)} <span className="s mut n">{name}</span>
            </dt>
            <dd className={value === '' ? 'mut' : undefined}>
              {value === '' ? t.emptyValue : shownValue(table, name, value)}
            </dd>
          </div>
        ))}
      </dl>
    </ScrollBox>
  );
}
