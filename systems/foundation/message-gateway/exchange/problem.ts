import { partnerSystem, present, VN_ZONE } from '@lienmach/core';
import { fhirTime, type Hl7Segment, stableId } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { Condition } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type Ground, personMapping } from './person-mapping.ts';
import { requiredCode } from './read-code.ts';
import { fromPartner } from './resource-entry.ts';

const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/condition-category';

const isOver = (word: string): boolean => /resolved|inactive|remission/i.test(word);

function conditionOf(line: Hl7Segment, ground: Ground): Condition {
  const { context, subject } = ground;
  const { partner } = context.channel;
  const number = line.get(4) || line.get(3);
  const isWrong = line.get(1) === 'DE';
  return {
    resourceType: 'Condition',
    id: stableId(partner, 'problem', subject.reference, number),
    meta: fromPartner,
    identifier: [{ system: partnerSystem(partner, 'problem'), value: number }],
    ...(isWrong
      ? {}
      : {
          clinicalStatus: {
            coding: [{ system: CLINICAL, code: isOver(`${line.get(13)} ${line.get(14)}`) ? 'resolved' : 'active' }],
          },
        }),
    verificationStatus: { coding: [{ system: VERIFICATION, code: isWrong ? 'entered-in-error' : 'confirmed' }] },
    category: [{ coding: [{ system: CATEGORY, code: 'problem-list-item' }] }],
    code: requiredCode(line, 3, context),
    subject,
    ...present({
      onsetDateTime: fhirTime(line.get(16), 'PRB-16', VN_ZONE),
      recordedDate: fhirTime(line.get(7), 'PRB-7', VN_ZONE),
    }),
  };
}

/** Problems another house keeps. @source HL7 v2.5.1 chapter 12, PPR^PC1-PC3 (verified) */
export const problemMappings: readonly MessageMapping[] = ['PC1', 'PC2', 'PC3'].map((event) =>
  personMapping({
    on: `PPR^${event}`,
    id: `message-gateway.ppr-${event.toLowerCase()}`,
    build(ground) {
      const lines = ground.message.all('PRB');
      if (lines.length === 0) throw errors.nothingTold({ at: 'PRB' });
      return lines.map((line) => conditionOf(line, ground));
    },
  }),
);
