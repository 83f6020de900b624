import { VN_ZONE } from '@lienmach/core';
import { type Hl7Message, type Hl7SegmentDraft, writeHl7 } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { catalogLists } from './message-catalog.ts';
import { answerIdsOf, tubeSegments } from './order-message.ts';
import { workNeeds, workOnTubes } from './work-on-tube.ts';

function tubeOf(message: Hl7Message): string {
  const tube = message.segment('QPD')?.get(3) ?? '';
  if (tube === '') throw errors.specimenNumberMissing({ at: 'QPD-3' });
  return tube;
}

const copy = (message: Hl7Message, name: string, last: number): Hl7SegmentDraft => {
  const segment = message.segment(name);
  const fields = Array.from({ length: last }, (_, at): [number, readonly string[]] => [
    at + 1,
    segment?.repetitions(at + 1)[0] ?? [],
  ]);
  return { name, fields: Object.fromEntries(fields) };
};

/**
 * Host query of an HL7 analyzer: QPD-3 is the tube. The answer says whether there is work, and what it is.
 *
 * @source HL7 v2.5.1 chapter 5, QBP and RSP (verified); IHE Laboratory Analytical Workflow, LAB-27 (from memory): there the work follows in a message of its own, here it stands in the answer
 */
export const hl7Query: MessageMapping = {
  id: 'laboratory.host-query',
  on: 'QBP^Q11',
  standing: catalogLists,
  needs: (message, context) => workNeeds([tubeOf(message)], context),
  map: () => ({ resourceType: 'Bundle', type: 'transaction', entry: [] }),
  told: (message, found, _now, context) => answerIdsOf(workOnTubes([tubeOf(message)], found, context)),
  reply(message, found, now, context) {
    const work = workOnTubes([tubeOf(message)], found, context);
    const query = message.segment('QPD');
    const head = message.segment('MSH');
    return writeHl7(
      {
        type: ['RSP', 'K11', 'RSP_K11'],
        controlId: `R${message.controlId}`.slice(0, 199),
        at: now,
        zone: VN_ZONE,
        from: { application: 'LIENMACH' },
        to: { application: head?.get(3), facility: head?.get(4) },
      },
      [
        { name: 'MSA', fields: { 1: 'AA', 2: message.controlId } },
        {
          name: 'QAK',
          fields: { 1: query?.get(2), 2: work.length === 0 ? 'NF' : 'OK', 3: copy(message, 'QPD', 1).fields[1] ?? '' },
        },
        copy(message, 'QPD', 4),
        ...work.flatMap((one) => tubeSegments(one)),
      ],
    );
  },
};
