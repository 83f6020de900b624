import type { Binary, Parameters, Task } from 'fhir/r4';
import { valueIn, valuesIn } from '../record/parameters.ts';
import type { RecordClient } from '../record/record-client.ts';
import { PrintTrouble, pairedCode, sendToHelper } from './print-helper.ts';
import { printInBrowser } from './print-in-browser.ts';

/** A paper to print: the code of its form, what it is about, and which one of several. */
export interface PaperToPrint {
  readonly form: string;
  /** `Encounter/…` */
  readonly at: string;
  /** further input of the form, e.g. the code of the prescription */
  readonly code?: string;
}

/** How a form comes out in a room. */
export interface FormChoice {
  readonly form: string;
  readonly title: string;
  readonly titleEn: string;
  readonly printer: string | undefined;
  readonly tray: string | undefined;
  readonly paper: string | undefined;
  readonly copies: number;
}

export async function choicesOf({ operation }: RecordClient, room: string | undefined): Promise<readonly FormChoice[]> {
  const input = room === undefined ? {} : { room: { valueCode: room } };
  const answer = await operation<Parameters>('$print-profile', 'Task', input);
  return valuesIn<Parameters>(answer, 'line').map((line) => {
    const text = (name: string) => valueIn<string>(line, name);
    return {
      form: text('form') ?? '',
      title: text('title') ?? '',
      titleEn: text('titleEn') ?? '',
      printer: text('printer'),
      tray: text('tray'),
      paper: text('paper'),
      copies: valueIn<number>(line, 'copies') ?? 1,
    };
  });
}

export interface PrintOrder {
  readonly paper: PaperToPrint;
  readonly choice: FormChoice;
  readonly room: string | undefined;
  /** even where a helper is paired */
  readonly inBrowser: boolean;
  /** what is said when the helper does not answer */
  readonly silent: string;
}

/** What became of it: the printer it went to, or why it stayed, with the paper in hand. */
export interface PrintEnd {
  readonly printer?: string;
  readonly trouble?: string;
  readonly pdf: Uint8Array;
  readonly job: string;
}

const bytesOf = ({ data = '' }: Binary): Uint8Array => Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));

const BROWSER = 'trình duyệt';

/** Hands the paper over. @returns the printer; undefined when the browser's own window was opened */
async function deliver({ choice, inBrowser, silent }: PrintOrder, pdf: Uint8Array): Promise<string | undefined> {
  const code = inBrowser ? undefined : pairedCode();
  if (code === undefined) {
    printInBrowser(pdf);
    return undefined;
  }
  const { printer, tray, copies } = choice;
  await sendToHelper({ pdf, printer, tray, copies }, code, silent);
  return printer ?? '';
}

/**
 * Prints one paper: counted by the server first, then handed to the helper of this computer or to the browser, then told
 * how it ended. What did not come out stays in the list of prints with its reason.
 *
 * @throws OutcomeError when the server refuses to print it at all
 */
export async function printOnce(record: RecordClient, order: PrintOrder): Promise<PrintEnd> {
  const { paper, choice, room } = order;
  const answer = await record.operation<Parameters>('$print', 'Task', {
    form: { valueCode: paper.form },
    at: paper.at,
    code: paper.code,
    copies: { valueInteger: choice.copies },
    ...(choice.paper === undefined ? {} : { paper: { valueCode: choice.paper } }),
    ...(room === undefined ? {} : { room: { valueCode: room } }),
  });
  const binary = valueIn<Binary>(answer, 'paper');
  const job = `Task/${valueIn<Task>(answer, 'job')?.id}`;
  const pdf = binary === undefined ? new Uint8Array() : bytesOf(binary);
  const tell = (told: Record<string, unknown>) => record.operation('$print-done', job, told);
  try {
    const printer = await deliver(order, pdf);
    await tell({ outcome: { valueCode: 'printed' }, printer: printer === undefined ? BROWSER : printer || undefined });
    return { pdf, job, ...(printer === undefined ? {} : { printer }) };
  } catch (thrown) {
    if (!(thrown instanceof PrintTrouble)) throw thrown;
    await tell({ outcome: { valueCode: 'failed' }, reason: thrown.message });
    return { pdf, job, trouble: thrown.message };
  }
}

/** The same paper, after trouble, in the browser's own window. */
export async function printKept({ operation }: RecordClient, { pdf, job }: PrintEnd): Promise<void> {
  printInBrowser(pdf);
  await operation('$print-done', job, { outcome: { valueCode: 'printed' }, printer: BROWSER });
}
