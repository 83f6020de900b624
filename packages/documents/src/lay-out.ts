import { boundBlock, boundSpans, boundText, textAt } from './bind-layout.ts';
import type { Layout, LayoutData } from './layout.ts';
import type { Paper, PrintPage } from './print-page.ts';

export interface LayOut {
  readonly layout: Layout;
  readonly data: LayoutData;
  readonly facility: PrintPage['facility'];
  readonly isDemo: boolean;
  /** when the layout has it; else its usual one */
  readonly paper?: string | undefined;
  readonly patient: PrintPage['patient'];
  readonly qr?: string | undefined;
  readonly barcode?: string | undefined;
  readonly codes?: readonly string[];
}

const paperOf = ({ papers }: Layout, wanted: string | undefined): Paper =>
  papers.find((paper) => paper === wanted) ?? papers[0] ?? 'A4';

/** A layout with its values: a page that can be printed. */
export function layOut(given: LayOut): PrintPage {
  const { layout, data, facility, isDemo, patient } = given;
  const subtitle = layout.subtitle === undefined ? undefined : boundSpans(layout.subtitle, data);
  const { qr, barcode, codes } = given;
  return {
    paper: paperOf(layout, given.paper),
    form: { code: layout.form, version: layout.version, law: layout.law },
    facility,
    isDemo,
    patient,
    title: boundText(layout.title, data) ?? '',
    number: layout.number === undefined ? undefined : textAt(data, layout.number),
    ...(layout.hasNationalHead === true ? { hasNationalHead: true } : {}),
    ...(subtitle === undefined ? {} : { subtitle }),
    ...(qr === undefined ? {} : { qr }),
    ...(barcode === undefined ? {} : { barcode }),
    ...(codes === undefined ? {} : { codes }),
    body: layout.blocks.flatMap((block) => boundBlock(block, data)),
  };
}
