import type { Hl7Message, Hl7Segment, MessageContext } from '@lienmach/exchange';
import type { PatientContact } from 'fhir/r4';
import { readCode } from './read-code.ts';
import { contactsIn, nameIn } from './read-person.ts';

function relativeOf(segment: Hl7Segment, context: MessageContext): PatientContact[] {
  const name = nameIn(segment, 2);
  if (name === undefined) return [];
  const relationship = readCode(segment, 3, context) ?? readCode(segment, 7, context);
  const telecom = [...contactsIn(segment, 5), ...contactsIn(segment, 6)];
  return [
    {
      name,
      ...(relationship === undefined ? {} : { relationship: [relationship] }),
      ...(telecom.length === 0 ? {} : { telecom }),
    },
  ];
}

/**
 * Whom to call for somebody: NK1. Who that is in the record of persons is not looked up.
 *
 * @source HL7 v2.5.1 chapter 3, NK1 (verified)
 */
export const readRelatives = (message: Hl7Message, context: MessageContext): PatientContact[] =>
  message.all('NK1').flatMap((segment) => relativeOf(segment, context));
