import { type Hl7Message, type Hl7Segment, type Hl7SegmentDraft, hl7Time, writeHl7 } from '@lienmach/exchange';
import { analyzerMenu, type MenuLine } from './analyzer-menu.ts';

/** One order as the analyzer understood it from the message alone. */
export interface HeardOrder {
  readonly orderNumber: string;
  readonly testCode: string;
  readonly testName: string;
  readonly collectedAt: string;
  readonly specimenNumber: string;
  readonly patient: Hl7Segment | undefined;
  /** what is asked for one by one, where the order says so */
  readonly codes?: readonly string[];
}

export function heardOrders(message: Hl7Message): HeardOrder[] {
  const specimen = message.segment('SPM');
  return message.all('OBR').map((request) => ({
    orderNumber: request.get(2),
    testCode: request.get(4, 1),
    testName: request.get(4, 2),
    collectedAt: request.get(7),
    specimenNumber: specimen?.get(2) ?? request.get(18),
    patient: message.segment('PID'),
  }));
}

/** The answer to a host query: one OBR for each test, in the machine's codes. */
export function heardAnswer(message: Hl7Message): HeardOrder[] {
  const orders = new Map<string, HeardOrder & { readonly codes: string[] }>();
  for (const request of message.all('OBR')) {
    const orderNumber = request.get(2);
    const known = orders.get(orderNumber) ?? {
      orderNumber,
      testCode: '',
      testName: '',
      collectedAt: '',
      specimenNumber: message.segment('SPM')?.get(2) ?? '',
      patient: message.segment('PID'),
      codes: [],
    };
    known.codes.push(request.get(4));
    orders.set(orderNumber, known);
  }
  return [...orders.values()];
}

/** A small generator of chance that gives the same values for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Measured {
  readonly line: MenuLine;
  readonly value: string;
}

/** Plausible values; where the menu has lines that may stray, exactly one lies above its range, never at a critical height. */
export function measure(testCode: string, seed: number): Measured[] {
  const lines = analyzerMenu.get(testCode) ?? [];
  const next = chance(seed);
  const strays = lines.filter((line) => line.mayStray);
  const stray = strays[Math.floor(next() * strays.length)];
  return lines.map((line) => {
    const inside = line.low + next() * (line.high - line.low);
    const value = line === stray ? line.high * (1.15 + next() * 0.05) : inside;
    return { line, value: value.toFixed(line.decimals) };
  });
}

/** every line of the menu by its own code */
const lines: ReadonlyMap<string, MenuLine> = new Map(
  [...analyzerMenu.values()].flat().map((line): [string, MenuLine] => [line.code, line]),
);

/** Values of single tests, inside their ranges but for those that are given. What is not on the menu is not measured. */
export function measureCodes(
  codes: readonly string[],
  seed: number,
  given: ReadonlyMap<string, string> = new Map(),
): Measured[] {
  const next = chance(seed);
  return codes.flatMap((code) => {
    const line = lines.get(code);
    if (line === undefined) return [];
    const inside = line.low + next() * (line.high - line.low);
    return [{ line, value: given.get(code) ?? inside.toFixed(line.decimals) }];
  });
}

export interface ResultOptions {
  readonly controlId: string;
  readonly at: Date;
  /** OBR-25: `F` final, `P` more will come */
  readonly status: 'F' | 'P';
  readonly remark?: string;
}

const copy = (segment: Hl7Segment | undefined, field: number): string[][] =>
  (segment?.repetitions(field) ?? []).map((repetition) => [...repetition]);

/** the machine's clock shows the time of Viet Nam */
const ZONE = '+07:00';
const MACHINE = 'XN.1.MAYGIA01';

function resultSegment({ line, value }: Measured, index: number, at: Date): Hl7SegmentDraft {
  return {
    name: 'OBX',
    fields: {
      1: String(index + 1),
      2: 'NM',
      3: [line.code, line.code, 'L', line.loinc, line.code, 'LN'],
      5: value,
      6: [line.unit, line.unit, 'UCUM'],
      11: 'F',
      14: hl7Time(at, ZONE),
      18: MACHINE,
    },
  };
}

/** OUL^R22 for a control material: SPM-11 says so, INV names lot and level. */
export function controlMessage(
  { lot, level }: { readonly lot: string; readonly level: string },
  results: readonly Measured[],
  { controlId, at }: { readonly controlId: string; readonly at: Date },
): string {
  return writeHl7(
    {
      type: ['OUL', 'R22', 'OUL_R22'],
      controlId,
      at,
      zone: ZONE,
      from: { application: 'MAYXN' },
      to: { application: 'LIENMACH' },
    },
    [
      { name: 'SPM', fields: { 1: '1', 2: lot, 4: 'SER', 11: 'Q', 14: level } },
      { name: 'OBR', fields: { 1: '1', 4: 'QC' } },
      ...results.map((result, index) => resultSegment(result, index, at)),
    ],
  );
}

/** QBP^Q11: what is to be done with this tube? */
export const queryMessage = (tube: string, controlId: string, at: Date): string =>
  writeHl7(
    {
      type: ['QBP', 'Q11', 'QBP_Q11'],
      controlId,
      at,
      zone: ZONE,
      from: { application: 'MAYXN' },
      to: { application: 'LIENMACH' },
    },
    [
      { name: 'QPD', fields: { 1: ['WOS', 'Work Order Step', 'IHE_LABTF'], 2: controlId, 3: tube } },
      { name: 'RCP', fields: { 1: 'I', 3: 'R' } },
    ],
  );

/** ORU^R01 for one order, saying back what the order said: patient, order number, tube number, collection time. */
export function resultMessage(order: HeardOrder, results: readonly Measured[], options: ResultOptions): string {
  const { patient } = order;
  return writeHl7(
    {
      type: ['ORU', 'R01', 'ORU_R01'],
      controlId: options.controlId,
      at: options.at,
      zone: ZONE,
      from: { application: 'MAYXN' },
      to: { application: 'LIENMACH' },
    },
    [
      {
        name: 'PID',
        fields: {
          1: '1',
          3: { repeat: copy(patient, 3) },
          5: { repeat: copy(patient, 5) },
          7: patient?.get(7),
          8: patient?.get(8),
        },
      },
      { name: 'ORC', fields: { 1: 'RE', 2: order.orderNumber } },
      {
        name: 'OBR',
        fields: {
          1: '1',
          2: order.orderNumber,
          4: [order.testCode, order.testName, 'L'],
          7: order.collectedAt,
          18: order.specimenNumber,
          22: hl7Time(options.at, ZONE),
          25: options.status,
        },
      },
      ...(options.remark === undefined ? [] : [{ name: 'NTE', fields: { 1: '1', 3: options.remark } }]),
      ...results.map((result, index) => resultSegment(result, index, options.at)),
    ],
  );
}
