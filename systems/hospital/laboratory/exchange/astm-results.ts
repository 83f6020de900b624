import { VN_ZONE } from '@lienmach/core';
import { type AstmMessage, type AstmRecord, fhirTime, isControlRecord } from '@lienmach/exchange';
import { errors } from '../errors.ts';
import type { HeardControl, HeardGroup, HeardResult, HeardResults } from './heard-result.ts';
import { dilutionNote } from './hl7-results.ts';

const places = { code: 'R.3', value: 'R.4', unit: 'R.5', status: 'R.9' };

/** R.9 as HL7 table 0085 says it; what stands in both is not here. @source ASTM E1394-97, 10.1.9 (from memory) */
const statuses: Readonly<Record<string, string>> = { V: 'F', Q: 'F' };

/** Universal test id: LOINC or nothing in the first part, the machine's own code in the fourth. */
const codesOf = (field: readonly string[]) =>
  [
    { code: field[3] ?? '', system: '' },
    { code: field[0] ?? '', system: 'LN' },
  ].filter(({ code }) => code !== '');

const timeOf = (record: AstmRecord, ...fields: readonly number[]): string | undefined => {
  const field = fields.find((one) => record.get(one) !== '');
  return field === undefined ? undefined : fhirTime(record.get(field), `${record.name}.${field}`, VN_ZONE);
};

/** Flags `<` and `>` say that the value lies beyond what the machine can measure. */
function boundedValue(record: AstmRecord): string {
  const value = record.whole(4);
  const bound = record
    .repeats(7)
    .flat()
    .find((flag) => flag === '<' || flag === '>');
  return bound !== undefined && /^\d/.test(value) ? `${bound}${value}` : value;
}

function resultOf(record: AstmRecord, notes: readonly string[], device: string): HeardResult {
  const [test = []] = record.repeats(3);
  const [, , , , dilution = ''] = test;
  const isDiluted = /^\d{1,6}(?:\.\d+)?$/.test(dilution) && Number(dilution) > 1;
  return {
    places,
    codes: codesOf(test),
    value: boundedValue(record),
    unit: record.whole(5),
    status: statuses[record.get(9)] ?? record.get(9),
    device,
    // many machines put the time of the measurement into R.10
    measuredAt: timeOf(record, 13, 12, 10),
    flags: record.repeats(7).flat(),
    notes: [...(isDiluted ? [dilutionNote(dilution)] : []), ...notes],
  };
}

/** One order with what stands below it. */
interface Block {
  readonly patient: AstmRecord | undefined;
  readonly order: AstmRecord;
  readonly device: string;
  readonly below: readonly AstmRecord[];
}

function blocksOf({ records }: AstmMessage): Block[] {
  const blocks: (Block & { below: AstmRecord[] })[] = [];
  let patient: AstmRecord | undefined;
  let device = '';
  for (const record of records) {
    if (record.name === 'H') {
      device = record.get(5);
      patient = undefined;
    }
    if (record.name === 'P') patient = record;
    if (record.name === 'O') blocks.push({ patient, order: record, device, below: [] });
    else if (record.name === 'R' || record.name === 'C') blocks.at(-1)?.below.push(record);
  }
  return blocks;
}

/** A comment belongs to the result it stands behind. */
function resultsOf({ below, device }: Block): HeardResult[] {
  const results: HeardResult[] = [];
  for (const [at, record] of below.entries()) {
    if (record.name !== 'R') continue;
    const next = below.findIndex(({ name }, turn) => turn > at && name === 'R');
    const comments = below.slice(at + 1, next < 0 ? below.length : next);
    results.push(
      resultOf(
        record,
        comments.map((comment) => comment.whole(4)),
        device,
      ),
    );
  }
  return results;
}

/** O.12: a control. O.3 names it: `<lot>^<level>`. @source ASTM E1394-97, 8.4.12 action code Q (from memory) */
const isControl = ({ order }: Block): boolean => order.get(12) === 'Q';

function groupOf(block: Block, index: number): HeardGroup {
  const { patient, order } = block;
  const specimenNumber = order.get(3);
  if (specimenNumber === '') throw errors.specimenNumberMissing({ at: 'O.3' });
  return {
    index,
    orderNumber: '',
    specimenNumber,
    patientNumber: patient?.get(3) || patient?.get(4) || '',
    birthDate: patient === undefined ? undefined : timeOf(patient, 8)?.slice(0, 10),
    collectedAt: timeOf(order, 8),
    isPartial: order.get(26) === 'P',
    results: resultsOf(block),
    images: 0,
  };
}

/** Many machines send one order record for each test of a tube: they are one group. */
function byTube(groups: readonly HeardGroup[]): HeardGroup[] {
  const tubes = new Map<string, HeardGroup>();
  for (const group of groups) {
    const key = `${group.patientNumber}\n${group.specimenNumber}`;
    const known = tubes.get(key);
    if (known === undefined) tubes.set(key, { ...group, index: tubes.size + 1 });
    else
      tubes.set(key, {
        ...known,
        collectedAt: known.collectedAt ?? group.collectedAt,
        isPartial: known.isPartial || group.isPartial,
        results: [...known.results, ...group.results],
      });
  }
  return [...tubes.values()];
}

/** `Q|1|<code>^<lot>^<level>|<value>|<unit>|<time>|<flag>`, as some machines tell of controls. */
function controlRecords({ records, controlId }: AstmMessage): HeardControl[] {
  let device = '';
  return records.flatMap((record) => {
    if (record.name === 'H') device = record.get(5);
    if (!isControlRecord(record)) return [];
    const result: HeardResult = {
      places: { code: 'Q.3', value: 'Q.4', unit: 'Q.5', status: 'Q.7' },
      codes: [{ code: record.get(3, 1), system: '' }],
      value: record.whole(4),
      unit: record.whole(5),
      status: '',
      device,
      measuredAt: timeOf(record, 6),
      flags: record.repeats(7).flat(),
      notes: [],
    };
    return [{ message: controlId, lot: record.get(3, 2), level: record.get(3, 3), result }];
  });
}

/**
 * What an ASTM result message says.
 *
 * @throws laboratory.specimenNumberMissing
 * @source ASTM E1394-97 / CLSI LIS2-A2, patient, order and result records (verified in public descriptions)
 */
export function astmResults(message: AstmMessage): HeardResults {
  const blocks = blocksOf(message).filter(({ below }) => below.some(({ name }) => name === 'R'));
  const controls = blocks.filter(isControl).flatMap((block) => {
    const [lot, level] = [block.order.get(3, 1), block.order.get(3, 2)];
    return resultsOf(block).map((result) => ({ message: message.controlId, lot, level, result }));
  });
  return {
    groups: byTube(blocks.filter((block) => !isControl(block)).map((block, turn) => groupOf(block, turn + 1))),
    controls: [...controls, ...controlRecords(message)],
  };
}
