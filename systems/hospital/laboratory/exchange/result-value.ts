import { codeSystems } from '@lienmach/core';
import type { Hl7Segment } from '@lienmach/exchange';
import type { Observation, Quantity } from 'fhir/r4';
import type { LabIndicator } from '../catalogs/lab-indicators.ts';
import { errors } from '../errors.ts';

const NUMBER = /^-?(?:0|[1-9]\d{0,11})(?:\.\d{1,8})?$/;
const BOUNDED = /^(<=|>=|<|>)\s*(.+)$/;
type Comparator = NonNullable<Quantity['comparator']>;

const isComparator = (text: string): text is Comparator => ['<', '<=', '>=', '>'].includes(text);

const statuses: Readonly<Record<string, Observation['status']>> = {
  F: 'preliminary',
  P: 'preliminary',
  C: 'preliminary',
  R: 'preliminary',
  S: 'preliminary',
  U: 'preliminary',
  X: 'cancelled',
};

/**
 * Whatever the analyzer calls final is preliminary here: only a laboratory doctor makes a result final.
 *
 * @throws laboratory.unknownResultStatus
 */
export function resultStatus(segment: Hl7Segment): Observation['status'] {
  const code = segment.get(11);
  const status = statuses[code === '' ? 'F' : code];
  if (status === undefined) throw errors.unknownResultStatus({ at: 'OBX-11', detail: code.slice(0, 5) });
  return status;
}

/** OBX-5 taken apart as it is written: a bound, and digits that may end in zeros. */
export function writtenValue(segment: Hl7Segment): { readonly mark: string | undefined; readonly digits: string } {
  const text = segment.get(2) === 'SN' ? `${segment.get(5, 1)}${segment.get(5, 2)}` : segment.get(5);
  const [, mark, bound] = BOUNDED.exec(text.trim()) ?? [];
  return { mark, digits: (bound ?? text).trim().replace(/^=/, '') };
}

/**
 * OBX-5 as a quantity: NM `5.4`, `<0.1`; SN `<^0.1`. The unit must be the catalog's, by its UCUM code or by the way it
 * is written in Viet Nam (`G/L`): that is another spelling, never another unit.
 *
 * @throws laboratory.unreadableValue, laboratory.unitMismatch
 * @source HL7 v2.5.1 chapter 7, OBX-2, OBX-5, OBX-6 (verified)
 */
export function resultQuantity(segment: Hl7Segment, indicator: LabIndicator): Quantity {
  const type = segment.get(2);
  const { mark, digits } = writtenValue(segment);
  const isReadable = (type === 'NM' || type === 'SN') && NUMBER.test(digits) && segment.repetitions(5).length === 1;
  if (!isReadable) throw errors.unreadableValue({ at: 'OBX-5', name: indicator.name, detail: `type ${type}` });
  const unit = segment.get(6);
  if (unit !== indicator.ucum && unit !== indicator.unit) {
    throw errors.unitMismatch({ at: 'OBX-6', name: indicator.name, detail: `${unit} ≠ ${indicator.ucum}` });
  }
  return {
    value: Number(digits),
    ...(mark !== undefined && isComparator(mark) ? { comparator: mark } : {}),
    unit: indicator.unit,
    system: codeSystems.ucum,
    code: indicator.ucum,
  };
}
