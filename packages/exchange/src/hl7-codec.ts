import { acknowledge } from './ack.ts';
import type { Codec } from './codec.ts';
import { peekHeader } from './hl7-charset.ts';
import type { Hl7Message } from './hl7-message.ts';
import { readHl7 } from './hl7-parse.ts';

/** Number of the order as the placer gave it, else the filler's. */
function orderKeyOf(message: Hl7Message): string | undefined {
  const order = message.segment('ORC') ?? message.segment('OBR');
  return order?.get(2) || order?.get(3) || undefined;
}

export const hl7Codec: Codec = {
  name: 'hl7v2',
  peek: (raw) => ({ controlId: peekHeader(raw, 10) }),
  decode(raw) {
    const content = readHl7(raw);
    return {
      type: content.type,
      controlId: content.controlId,
      content,
      patientKey: content.segment('PID')?.get(3) || undefined,
      orderKey: orderKeyOf(content),
    };
  },
  answer: (raw, { reply, ...verdict }) => reply ?? acknowledge(raw, verdict),
};
