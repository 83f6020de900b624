import { VN_ZONE } from '@lienmach/core';
import { type AstmMessage, isControlRecord, type MessageContext, writeAstm } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { astmOrder } from './astm-order.ts';
import { catalogLists } from './message-catalog.ts';
import { answerIdsOf } from './order-message.ts';
import { MOST_TUBES, workNeeds, workOnTubes } from './work-on-tube.ts';

/**
 * The tubes that were asked for: Q.3 is `<patient>^<tube>`, a machine that puts the tube elsewhere says so in its channel
 * (`query-part`: 3 for `<rack>^<place>^<tube>`).
 */
function tubesOf(message: AstmMessage, { channel }: MessageContext): string[] {
  const part = Number(channel.options['query-part'] ?? 2);
  const asked = message.records
    .filter((record) => record.name === 'Q' && !isControlRecord(record))
    .flatMap((record) => record.repeats(3))
    .map((parts) => (parts.length === 1 ? parts[0] : parts[part - 1])?.trim() ?? '');
  const tubes = [...new Set(asked.filter((tube) => tube !== '' && tube !== 'ALL'))];
  if (tubes.length > MOST_TUBES) throw errors.tooManyTubes({ at: 'Q.3', most: String(MOST_TUBES) });
  return tubes;
}

/**
 * Host query: a machine has read a tube and asks what to do with it. The answer holds what is still to be measured; a tube
 * that nobody waits for is answered with "nothing known" (L.3 `I`). Nothing is written.
 *
 * @source ASTM E1394-97 / CLSI LIS2-A2, request information record and terminator codes (verified in public descriptions)
 */
export const astmQuery: MessageMapping<string, AstmMessage> = {
  id: 'laboratory.astm-query',
  codec: 'astm',
  on: 'ASTM^Q',
  standing: catalogLists,
  needs: (message, context) => workNeeds(tubesOf(message, context), context),
  map: () => ({ resourceType: 'Bundle', type: 'transaction', entry: [] }),
  told: (message, found, _now, context) => answerIdsOf(workOnTubes(tubesOf(message, context), found, context)),
  reply(message, found, now, context) {
    const work = workOnTubes(tubesOf(message, context), found, context);
    const { charset } = context.channel.options;
    return writeAstm(
      {
        at: now,
        zone: VN_ZONE,
        sender: 'LIENMACH',
        receiver: message.records[0]?.get(5),
        end: work.length === 0 ? 'I' : 'F',
        ...(charset === undefined ? {} : { charset }),
      },
      work.flatMap((one) => astmOrder(one, 'answer')),
    );
  },
};
