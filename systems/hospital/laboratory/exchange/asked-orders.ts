import type { Hl7Message, Hl7Segment, MessageContext } from '@lienmach/exchange';
import { errors } from '../errors.ts';

/** One test that a message asks for. */
export interface Asked {
  /** ORC-1 */
  readonly control: string;
  /** the placer's number */
  readonly placer: string;
  /** ours: the partner and its number, so that two partners never share one */
  readonly number: string;
  /** number of the tube; without one the order's own */
  readonly tube: string;
  readonly order: Hl7Segment | undefined;
  readonly timing: Hl7Segment | undefined;
  readonly request: Hl7Segment;
  readonly specimen: Hl7Segment | undefined;
}

type Segments = readonly Hl7Segment[];

const named = (segments: Segments, name: string): Hl7Segment | undefined => segments.find((one) => one.name === name);
const placesOf = (segments: Segments, name: string): number[] =>
  segments.flatMap((one, at) => (one.name === name ? [at] : []));

/** What stands between the test before and this one belongs to this one. */
function askedAt(segments: Segments, at: number, specimen: Hl7Segment | undefined, partner: string): Asked[] {
  const request = segments[at];
  if (request === undefined) return [];
  const before = segments.slice(0, at);
  const head = before.slice(before.findLastIndex(({ name }) => name === 'OBR' || name === 'SPM') + 1);
  const order = named(head, 'ORC');
  const timing = order === undefined ? undefined : named(head.slice(head.indexOf(order)), 'TQ1');
  const placer = request.get(2) || order?.get(2) || '';
  if (placer === '') throw errors.orderNumberMissing({ at: 'OBR-2' });
  const number = `${partner}-${placer}`;
  const tube = specimen?.get(2) || request.get(18) || number;
  return [{ control: order?.get(1) || 'NW', placer, number, tube, order, timing, request, specimen }];
}

/** OML^O21: each test with the specimen after it. */
function byOrder(segments: Segments, partner: string): Asked[] {
  const starts = placesOf(segments, 'OBR');
  return starts.flatMap((start, turn) =>
    askedAt(segments, start, named(segments.slice(start, starts[turn + 1]), 'SPM'), partner),
  );
}

/** OML^O33: each specimen with the tests after it. */
function bySpecimen(segments: Segments, partner: string): Asked[] {
  const starts = placesOf(segments, 'SPM');
  const [first = segments.length] = starts;
  // a test before the first specimen would be measured from nothing
  if (segments.slice(0, first).some(({ name }) => name === 'OBR')) throw errors.specimenNumberMissing({ at: 'SPM' });
  return starts.flatMap((start, turn) => {
    const group = segments.slice(start, starts[turn + 1]);
    const [specimen] = group;
    if (specimen === undefined || specimen.get(2) === '') throw errors.specimenNumberMissing({ at: 'SPM-2' });
    const requests = placesOf(group, 'OBR');
    if (requests.length === 0) throw errors.noOrderGroup({ at: 'OBR', detail: specimen.get(2) });
    return requests.flatMap((at) => askedAt(group, at, specimen, partner));
  });
}

export const isBySpecimen = ({ type }: Hl7Message): boolean => type === 'OML^O33';

/**
 * Every test that the message asks for, with its order, its timing and its specimen.
 *
 * @throws laboratory.noOrderGroup, orderNumberMissing, orderNumberTwice, specimenNumberMissing
 * @source HL7 v2.5.1 chapter 4, OML^O21 (verified), OML^O33 (from memory)
 */
export function askedIn(message: Hl7Message, { channel }: MessageContext): Asked[] {
  const asked = (isBySpecimen(message) ? bySpecimen : byOrder)(message.segments, channel.partner);
  if (asked.length === 0) throw errors.noOrderGroup({ at: 'OBR' });
  const numbers = asked.map(({ number }) => number);
  if (new Set(numbers).size < numbers.length) throw errors.orderNumberTwice({ at: 'OBR-2' });
  return asked;
}
