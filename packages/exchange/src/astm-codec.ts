import { randomUUID } from 'node:crypto';
import { notKept } from './astm-line.ts';
import type { AstmMessage } from './astm-message.ts';
import { readAstm } from './astm-parse.ts';
import type { Codec } from './codec.ts';
import { contentId } from './document-codecs.ts';

/** A query changes nothing and is asked again in the same words: its answer must be made anew each time. */
const looksLikeQuery = (text: string): boolean => /[\r\n]Q[^A-Za-z0-9\s]/.test(text);

/** H.3 before anything is understood; the field delimiter is whatever follows the `H`. */
function peekControlId(text: string): string {
  const header = text.split(/\r\n|\r|\n/).find((line) => /^H[^A-Za-z0-9\s]/.test(line)) ?? '';
  return header.split(header.charAt(1))[2] ?? '';
}

/** P.3 and P.4: as the practice, or the laboratory, numbers its patients. */
const patientKeyOf = ({ records }: AstmMessage): string | undefined => {
  const patient = records.find(({ name }) => name === 'P');
  return patient?.get(3) || patient?.get(4) || undefined;
};

/** The tube: more is not known of the order on an analyzer. */
const orderKeyOf = ({ records }: AstmMessage): string | undefined =>
  records.find(({ name }) => name === 'O')?.get(3) || undefined;

/** ASTM knows no acknowledgement but that of the link: what was stored is acknowledged, what waits for a person as well. */
export const astmCodec: Codec = {
  name: 'astm',
  peek(raw) {
    const text = Buffer.from(raw).toString('latin1');
    return { controlId: looksLikeQuery(text) ? randomUUID() : peekControlId(text) };
  },
  decode(raw, options) {
    const content = readAstm(raw, options?.charset);
    return {
      type: content.type,
      controlId: content.controlId || contentId(raw),
      content,
      patientKey: patientKeyOf(content),
      orderKey: orderKeyOf(content),
    };
  },
  answer: (_raw, { reply, isLost }) => (isLost ? notKept : (reply ?? new Uint8Array())),
};
