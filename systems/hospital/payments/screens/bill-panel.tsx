import { Button, Empty, formatNumber, formatTime, Panel, useTexts } from '@lienmach/ui';
import { IconHelpCircle, IconPrinter } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { texts } from './texts.ts';
import type { Shares, ShownBill, ShownLine } from './use-bill.ts';

/** the order in which people think of a visit: examination, tests, procedures, medicines, beds */
const groupOrder = ['13', '1', '2', '3', '8', '18', '9', '7', '4', '5', '6', '10', '11', '14', '15', '12'];
const rankOf = (group: string): number => {
  const at = groupOrder.indexOf(group);
  return at < 0 ? groupOrder.length : at;
};

/** a dash says "nothing" more quietly than a zero */
const figure = (amount: number): string => (amount === 0 ? '–' : formatNumber(amount));

function ShareCells({ shares }: { readonly shares: Shares }) {
  return (
    <>
      <td className="r n">{formatNumber(shares.hospital)}</td>
      <td className="r n lo-plain">{figure(shares.insurer)}</td>
      <td className="r n">{figure(shares.coPaid)}</td>
      <td className="r n">{figure(shares.selfPaid)}</td>
    </>
  );
}

interface RowProps {
  readonly line: ShownLine;
  readonly isExplained: boolean;
  readonly onExplain: (id: string) => void;
}

function Row({ line, isExplained, onExplain }: RowProps) {
  const t = useTexts(texts);
  const reasons = line.because.join(' ');
  return (
    <>
      <tr data-selected={isExplained || undefined}>
        <td>
          <button
            type="button"
            className="bill-name"
            aria-expanded={isExplained}
            disabled={reasons === ''}
            onClick={() => onExplain(line.id)}
          >
            {line.name}
          </button>
        </td>
        <td className="r n">{formatNumber(line.quantity)}</td>
        <td className="r n">{formatNumber(line.unitPrice)}</td>
        <ShareCells shares={line} />
      </tr>
      {isExplained && reasons !== '' && (
        <tr className="bill-why">
          <td colSpan={7}>
            <span className="row s">
              <IconHelpCircle size={16} stroke={1.75} aria-hidden="true" />
              <span>
                <b>{t.why}:</b> {reasons}
              </span>
            </span>
          </td>
        </tr>
      )}
    </>
  );
}

interface BillPanelProps {
  readonly bill: ShownBill;
  readonly isExplained: boolean;
  readonly onExplainAll: () => void;
  readonly onPrint: () => void;
  /** the key prints the statement, as long as no receipt was just written */
  readonly hasPrintKey: boolean;
}

/** Every item of the visit with who pays it; each line can say why. */
export function BillPanel({ bill, isExplained, onExplainAll, onPrint, hasPrintKey }: BillPanelProps) {
  const t = useTexts(texts);
  const [explained, setExplained] = useState<string>();
  const groups = [...Map.groupBy(bill.lines, ({ group }) => group)].toSorted(([a], [b]) => rankOf(a) - rankOf(b));
  const heads = [t.heads.quantity, t.heads.price, t.heads.amount, t.heads.insurer, t.heads.coPaid, t.heads.self];
  return (
    <Panel
      title={t.bill}
      hint={t.billAt(formatTime(bill.at))}
      isPadded={false}
      grow={1}
      actions={
        bill.lines.length > 0 && (
          <>
            <Button size="sm" icon={IconPrinter} keyHint={hasPrintKey ? 'Ctrl+P' : undefined} onClick={onPrint}>
              {t.printStatement}
            </Button>
            <Button size="sm" icon={IconHelpCircle} keyHint="Alt+H" aria-pressed={isExplained} onClick={onExplainAll}>
              {isExplained ? t.hideWhy : t.showWhy}
            </Button>
          </>
        )
      }
    >
      {bill.lines.length === 0 ? (
        <Empty title={t.noLines} hint={t.noLinesHint} />
      ) : (
        <div className="bill-box">
          <table className="bill">
            <thead>
              <tr>
                <th>{t.heads.name}</th>
                {heads.map((head) => (
                  <th key={head} className="r">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map(([group, lines]) => (
                <Fragment key={group}>
                  <tr className="bill-group">
                    <th colSpan={7} scope="rowgroup">
                      {t.groups[group] ?? t.otherGroup}
                    </th>
                  </tr>
                  {lines.map((line) => (
                    <Row
                      key={line.id}
                      line={line}
                      isExplained={isExplained || explained === line.id}
                      onExplain={(id) => setExplained((now) => (now === id ? undefined : id))}
                    />
                  ))}
                </Fragment>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t.total}</th>
                <td />
                <td />
                <ShareCells shares={bill.total} />
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </Panel>
  );
}
