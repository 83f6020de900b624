import type { Column } from '@lienmach/ui';
import { fieldName } from '../catalogs/field-names.ts';
import { fieldValue, type TableRow } from './read-tables.ts';
import { shownAmount } from './shown-value.ts';

/** columns of the list of a table: what tells its rows apart */
const listed: Readonly<Record<string, readonly string[]>> = {
  XML2: ['TEN_THUOC', 'SO_LUONG', 'DON_GIA', 'T_BHTT'],
  XML3: ['TEN_DICH_VU', 'TEN_VAT_TU', 'SO_LUONG', 'DON_GIA_BH', 'T_BHTT'],
  XML4: ['TEN_CHI_SO', 'GIA_TRI', 'DON_VI_DO', 'KET_LUAN'],
  XML5: ['THOI_DIEM_DBLS', 'DIEN_BIEN_LS'],
};

const figures: ReadonlySet<string> = new Set(['SO_LUONG', 'DON_GIA', 'DON_GIA_BH', 'T_BHTT', 'GIA_TRI']);

export interface NumberedRow {
  readonly number: number;
  readonly row: TableRow;
}

/** Columns of the list of a table: those that any of its rows fills. */
export function columnsOf(code: string, rows: readonly TableRow[]): readonly Column<NumberedRow>[] {
  const own = listed[code] ?? (rows[0] ?? []).slice(1, 4).map(([name]) => name);
  const names = own.filter((name) => rows.some((row) => fieldValue(row, name) !== ''));
  return [
    {
      id: 'number',
      head: '',
      width: 32,
      align: 'right',
      cell: ({ number }) => <span className="n mut">{number}</span>,
    },
    ...names.map((name, at): Column<NumberedRow> => {
      const isFigure = figures.has(name);
      return {
        id: name,
        head: fieldName(name),
        ...(at === 0 ? {} : { width: isFigure ? 92 : 120 }),
        ...(isFigure ? { align: 'right' } : {}),
        cell: ({ row }) =>
          isFigure ? (
            <span className="n">{shownAmount(fieldValue(row, name))}</span>
          ) : (
            <span className="claims-cut">{fieldValue(row, name)}</span>
          ),
      };
    }),
  ];
}
