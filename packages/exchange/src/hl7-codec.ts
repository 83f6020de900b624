import { type AckCode, acknowledge } from './ack.ts';
import type { Codec, CodecVerdict } from './codec.ts';
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
  answer(raw, { reply, ...verdict }) {
    const [accept, application] = [peekHeader(raw, 15), peekHeader(raw, 16)];
    const whole = (): Uint8Array => reply ?? acknowledge(raw, verdict);
    if (accept === '' && application === '') return whole();
    const taken = takenCode(verdict);
    const said: Uint8Array[] = [];
    if (isWanted(accept, taken === 'CA'))
      said.push(acknowledge(raw, { ...verdict, code: taken, controlId: `C${verdict.controlId}` }));
    if (taken === 'CA' && isWanted(application, verdict.code === 'AA')) said.push(whole());
    return Buffer.concat(said.flatMap((one, index) => (index === 0 ? [one] : [BETWEEN, one])));
  },
};

/** end of one frame and start of the next: two messages on one wire */
const BETWEEN = Buffer.of(0x1c, 0x0d, 0x0b);

/** What was taken into keeping, whatever became of it there; what can never be understood is not. */
const takenCode = ({ code, isLost }: Omit<CodecVerdict, 'reply'>): AckCode =>
  isLost ? 'CE' : code === 'AR' ? 'CR' : 'CA';

/**
 * Does the sender want to hear this? An empty condition beside one that is valued means no.
 *
 * @source HL7 v2.5.1 chapter 2, enhanced acknowledgement mode, table 0155 (verified); an empty condition: our reading (unsure)
 */
const isWanted = (condition: string, isGood: boolean): boolean =>
  condition === 'AL' || (condition === 'ER' && !isGood) || (condition === 'SU' && isGood);
