import type { Layout, LayoutData } from '@lienmach/documents';
import { givePaper, type PaperInput, paperParameters } from '@lienmach/papers';
import { defineSystem, type Operation } from '@lienmach/system-kit';
import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Binary, Invoice } from 'fhir/r4';
import { printDesk } from '../index.ts';

const layout: Layout = {
  form: 'PT',
  version: '1',
  law: 'none: only a test',
  validFrom: '2026-01-01',
  papers: ['80mm', 'A5'],
  title: 'PHIẾU THU',
  number: 'number',
  blocks: [{ kind: 'text', text: '{words}' }],
};

/** What a room would do: one paper that tells what its Invoice says. */
const printReceipt: Operation<PaperInput, Binary> = {
  definition: {
    code: 'print-receipt',
    title: { vi: 'In phiếu thu', en: 'Print receipt' },
    resource: ['Invoice'],
    level: 'instance',
    affectsState: false,
    parameter: paperParameters,
    allow: ['cashier'],
  },
  async run(ctx, id, wanted) {
    const { note } = await ctx.store.read('Invoice', id);
    const data: LayoutData = { number: 'PT26.001', words: note?.[0]?.text };
    return givePaper(ctx, { layouts: [layout], day: '2026-03-02', data, source: `Invoice/${id}` }, wanted);
  },
};

const room = defineSystem({ id: 'phong-thu', title: { vi: 'Thử', en: 'Test' }, operations: [printReceipt] });

export interface PaperWorld {
  readonly hospital: TestHospital;
  /** `Invoice/…` */
  readonly at: string;
  change(next: Partial<Invoice>): Promise<void>;
}

/** A hospital with a print desk and one receipt. */
export async function openPaperWorld(): Promise<PaperWorld> {
  const site = { publicAddress: 'https://benhvien.example', printing: [{ room: 'thu-ngan', printer: 'Máy cuộn' }] };
  const hospital = await openTestHospital([printDesk, room], { site });
  const { store } = hospital.as('tool');
  const invoice = await store.create<Invoice>({
    resourceType: 'Invoice',
    status: 'balanced',
    note: [{ text: 'Khám Nội' }],
  });
  const id = invoice.id ?? '';
  return {
    hospital,
    at: `Invoice/${id}`,
    async change(next) {
      await store.update<Invoice>({ ...(await store.read('Invoice', id)), ...next });
    },
  };
}
