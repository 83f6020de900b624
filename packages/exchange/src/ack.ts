import type { OperationOutcome } from 'fhir/r4';
import { peekHeader } from './hl7-charset.ts';
import { type Hl7SegmentDraft, writeHl7 } from './hl7-write.ts';

/** HL7 table 0008: what became of a message, and (C.) whether it was taken into keeping. */
export type AckCode = 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR';

/** HL7 table 0357, by what went wrong. @source HL7 v2.5.1 table 0357 (verified) */
const conditionOf: Readonly<Record<string, readonly [string, string]>> = {
  structure: ['100', 'Segment sequence error'],
  required: ['101', 'Required field missing'],
  value: ['102', 'Data type error'],
  'code-invalid': ['103', 'Table value not found'],
  'not-supported': ['200', 'Unsupported message type'],
  'not-found': ['204', 'Unknown key identifier'],
  duplicate: ['205', 'Duplicate key identifier'],
  'lock-error': ['206', 'Application record locked'],
};

/** One ERR for every issue: code, severity, diagnostics for the developer, Vietnamese text for the person. */
function errorSegments(outcome: OperationOutcome): Hl7SegmentDraft[] {
  return outcome.issue.map((issue) => {
    const [code, text] = conditionOf[issue.code] ?? ['207', 'Application internal error'];
    return {
      name: 'ERR',
      fields: {
        3: [code, text, 'HL70357'],
        4: issue.severity === 'warning' ? 'W' : issue.severity === 'information' ? 'I' : 'E',
        5: [issue.details?.coding?.[0]?.code],
        7: issue.diagnostics,
        8: issue.details?.text,
      },
    };
  });
}

/**
 * The answer to a message, also to one that could not be read: then MSA-2 holds what the raw header shows.
 *
 * @param received  raw bytes of the message that is answered
 * @param outcome   why not, for AE and AR
 * @source HL7 v2.5.1 chapter 2, MSA and ERR, original acknowledgement mode (verified)
 */
export function acknowledge(
  received: Uint8Array,
  answer: { code: AckCode; controlId: string; at: Date; outcome?: OperationOutcome | undefined },
): Buffer {
  const name = (field: number): string => peekHeader(received, field).split('^', 1)[0] ?? '';
  const trigger = peekHeader(received, 9).split('^')[1] ?? '';
  const text = writeHl7(
    {
      type: trigger === '' ? ['ACK'] : ['ACK', trigger, 'ACK'],
      controlId: answer.controlId,
      at: answer.at,
      from: { application: name(5), facility: name(6) },
      to: { application: name(3), facility: name(4) },
    },
    [
      { name: 'MSA', fields: { 1: answer.code, 2: peekHeader(received, 10) } },
      ...(answer.outcome === undefined ? [] : errorSegments(answer.outcome)),
    ],
  );
  return Buffer.from(text, 'utf-8');
}
