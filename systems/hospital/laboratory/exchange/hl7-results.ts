import { VN_ZONE } from '@lienmach/core';
import { fhirTime, type Hl7Message, type Hl7Segment } from '@lienmach/exchange';
import { errors } from '../errors.ts';
import type { HeardControl, HeardGroup, HeardResult, HeardResults } from './heard-result.ts';

const places = { code: 'OBX-3', value: 'OBX-5', unit: 'OBX-6', status: 'OBX-11' };

/** Everything up to the next order, and what stood before it: ORU has its SPM and ORC around the OBR, OUL before and after. */
interface Block {
  readonly patient: Hl7Segment | undefined;
  readonly specimen: Hl7Segment | undefined;
  readonly container: Hl7Segment | undefined;
  readonly material: Hl7Segment | undefined;
  readonly common: Hl7Segment | undefined;
  readonly request: Hl7Segment;
  readonly rest: readonly Hl7Segment[];
}

/** Segments that are said once and count until they are said again. */
const standing = ['PID', 'SPM', 'SAC', 'INV', 'ORC'] as const;

function blocksOf(message: Hl7Message): Block[] {
  const starts = message.segments.flatMap(({ name }, at) => (name === 'OBR' ? [at] : []));
  if (starts.length === 0) throw errors.noOrderGroup({ at: 'OBR' });
  return starts.map((start, turn) => {
    const before = message.segments.slice(0, start);
    const rest = message.segments.slice(start + 1, endOf(message, start, starts[turn + 1]));
    const last = (name: (typeof standing)[number]) => before.findLast((one) => one.name === name);
    const own = (name: string) => rest.find((one) => one.name === name);
    const request = message.segments[start];
    if (request === undefined) throw errors.noOrderGroup({ at: 'OBR' });
    return {
      patient: last('PID'),
      specimen: own('SPM') ?? last('SPM'),
      container: own('SAC') ?? last('SAC'),
      material: own('INV') ?? last('INV'),
      common: own('ORC') ?? (before.at(-1)?.name === 'ORC' ? before.at(-1) : undefined),
      request,
      rest,
    };
  });
}

/** What belongs to the next order begins with its own specimen, common order or patient. */
function endOf(message: Hl7Message, start: number, next: number | undefined): number {
  if (next === undefined) return message.segments.length;
  const isOul = message.type.startsWith('OUL');
  let end = next;
  while (end > start + 1) {
    const name = message.segments[end - 1]?.name ?? '';
    const isOfNext =
      name === 'PID' || name === 'PV1' || (isOul ? ['SPM', 'SAC', 'INV'].includes(name) : name === 'ORC');
    if (!isOfNext) break;
    end -= 1;
  }
  return end;
}

/** OBX-2 of values that can be written down as they are. */
const readable: ReadonlySet<string> = new Set(['', 'NM', 'SN', 'ST', 'TX', 'FT', 'CE', 'CWE', 'CNE']);

/** SN: a comparator and a number are a value; a ratio or a range (`^1^:^128`) is only a text. */
function writtenValue(segment: Hl7Segment): string | undefined {
  const type = segment.get(2);
  if (!readable.has(type) || segment.repetitions(5).length > 1) return undefined;
  if (type === 'SN') return [1, 2, 3, 4].map((part) => segment.get(5, part)).join('');
  return type.startsWith('C') ? segment.get(5, 1) || segment.get(5, 2) : segment.get(5);
}

/** The notes below each result. */
function notesAfter(rest: readonly Hl7Segment[], at: number): string[] {
  const after = rest.slice(at + 1);
  const end = after.findIndex(({ name }) => name !== 'NTE');
  return after.slice(0, end < 0 ? after.length : end).map((note) => note.get(3));
}

function resultOf(segment: Hl7Segment, notes: readonly string[], { container }: Block): HeardResult {
  const codes = [
    { code: segment.get(3, 1), system: segment.get(3, 3) },
    { code: segment.get(3, 4), system: segment.get(3, 6) },
  ];
  const dilution = container?.get(29, 4) || container?.get(29, 2);
  return {
    places,
    codes: codes.filter(({ code }) => code !== ''),
    value: writtenValue(segment),
    unit: segment.get(6),
    status: segment.get(11),
    device: segment.get(18),
    measuredAt: fhirTime(segment.get(14), 'OBX-14', VN_ZONE),
    flags: segment.repetitions(8).map(([flag = '']) => flag),
    notes: [...(dilution ? [dilutionNote(dilution)] : []), ...notes].filter((note) => note !== ''),
  };
}

export const dilutionNote = (factor: string): string => `Máy đo trên mẫu pha loãng ${factor.slice(0, 10)} lần`;

const isImage = (segment: Hl7Segment): boolean => segment.get(2) === 'ED' || segment.get(2) === 'RP';

function resultsOf(block: Block): HeardResult[] {
  return block.rest.flatMap((segment, at) =>
    segment.name === 'OBX' && !isImage(segment) ? [resultOf(segment, notesAfter(block.rest, at), block)] : [],
  );
}

/** SPM-11: a control, not a patient's specimen. @source HL7 table 0369, specimen role (verified) */
const isControl = ({ specimen }: Block): boolean => specimen?.get(11) === 'Q';

/** A control names its lot and level in INV-16 and INV-1, else in SPM-2 as `<lot>^…` and SPM-14. */
function controlsOf(block: Block, message: string): HeardControl[] {
  const { specimen, material } = block;
  const lot = material?.get(16) || specimen?.get(2) || '';
  const level = material?.get(1, 2) || specimen?.get(14) || '';
  return resultsOf(block).map((result) => ({ message, lot, level, result }));
}

/** HL7 table 0123: pending, preliminary, in part. */
const unfinished: ReadonlySet<string> = new Set(['P', 'A', 'I', 'S']);

function groupOf(block: Block, index: number, isOrderKnown: boolean): HeardGroup {
  const { request, common, specimen, container, patient } = block;
  const orderNumber = request.get(2) || common?.get(2) || '';
  const specimenNumber = specimen?.get(2) || container?.get(3) || request.get(18);
  if (orderNumber === '' && (isOrderKnown || specimenNumber === ''))
    throw errors.orderNumberMissing({ at: 'OBR-2', detail: `group ${index}` });
  return {
    index,
    orderNumber,
    specimenNumber,
    patientNumber: patient?.get(3) ?? '',
    birthDate: fhirTime(patient?.get(7) ?? '', 'PID-7', VN_ZONE)?.slice(0, 10),
    collectedAt: fhirTime(request.get(7), 'OBR-7', VN_ZONE) ?? fhirTime(specimen?.get(17) ?? '', 'SPM-17', VN_ZONE),
    isPartial: unfinished.has(request.get(25)),
    results: resultsOf(block),
    images: block.rest.filter((segment) => segment.name === 'OBX' && isImage(segment)).length,
  };
}

/**
 * What an ORU^R01 or OUL^R22 says.
 *
 * @throws laboratory.noOrderGroup, laboratory.orderNumberMissing
 * @source HL7 v2.5.1 chapter 7, ORU^R01 and OUL^R22 (verified)
 */
export function hl7Results(message: Hl7Message): HeardResults {
  const blocks = blocksOf(message);
  const patients = blocks.filter((block) => !isControl(block));
  return {
    // an ORU answers an order; on the automation messages the tube is enough
    groups: patients.map((block, turn) => groupOf(block, turn + 1, message.type.startsWith('ORU'))),
    controls: blocks.filter(isControl).flatMap((block) => controlsOf(block, message.controlId)),
  };
}
