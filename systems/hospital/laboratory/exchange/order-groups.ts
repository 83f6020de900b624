import type { Hl7Message, Hl7Segment } from '@lienmach/exchange';
import { errors } from '../errors.ts';

/** One OBR with what follows it up to the next one. */
export interface OrderGroup {
  /** `order.1`: how the group's needs are named */
  readonly index: number;
  readonly request: Hl7Segment;
  readonly orderNumber: string;
  /** from SPM-2 or OBR-18; empty when the analyzer did not repeat it */
  readonly specimenNumber: string;
  readonly results: readonly Hl7Segment[];
}

/** @throws laboratory.noOrderGroup, laboratory.orderNumberMissing */
export function orderGroups(message: Hl7Message): OrderGroup[] {
  const starts = message.segments.flatMap((segment, at) => (segment.name === 'OBR' ? [at] : []));
  if (starts.length === 0) throw errors.noOrderGroup({ at: 'OBR' });
  return starts.map((start, position) => {
    const group = message.segments.slice(start, starts[position + 1] ?? message.segments.length);
    return groupOf(group, position + 1, message.segments[start - 1]);
  });
}

/** An ORC before the OBR may carry the order number instead. */
function groupOf(group: readonly Hl7Segment[], index: number, before: Hl7Segment | undefined): OrderGroup {
  const [request, ...rest] = group;
  if (request === undefined) throw errors.noOrderGroup({ at: 'OBR' });
  const common = before?.name === 'ORC' ? before.get(2) : '';
  const orderNumber = request.get(2) === '' ? common : request.get(2);
  if (orderNumber === '') throw errors.orderNumberMissing({ at: 'OBR-2', detail: `group ${index}` });
  const specimen = rest.find((segment) => segment.name === 'SPM');
  return {
    index,
    request,
    orderNumber,
    specimenNumber: specimen === undefined ? request.get(18) : specimen.get(2),
    results: rest.filter((segment) => segment.name === 'OBX'),
  };
}
