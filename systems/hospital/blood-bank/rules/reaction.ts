import { codeSystems, identifierSystems, present } from '@lienmach/core';
import type { AdverseEvent, Procedure, Reference, Task } from 'fhir/r4';
import type { ReactionKind, ReactionStep } from '../catalogs/reactions.ts';

/**
 * The event: who, when, how bad, suspected is the transfusion.
 *
 * @source HL7 FHIR R4 4.0.1, AdverseEvent (verified)
 */
export const reactionEvent = (seen: {
  readonly kind: ReactionKind;
  readonly severity: 'mild' | 'moderate' | 'severe';
  readonly signs: readonly string[];
  readonly procedure: Procedure;
  readonly by: Reference;
  readonly at: string;
}): AdverseEvent => ({
  resourceType: 'AdverseEvent',
  actuality: 'actual',
  category: [
    {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/adverse-event-category', code: 'product-problem' }],
    },
  ],
  event: {
    coding: [{ system: codeSystems.bloodReaction, code: seen.kind.code }],
    text: [seen.kind.name, ...seen.signs].join('; '),
  },
  subject: seen.procedure.subject,
  ...present({ encounter: seen.procedure.encounter }),
  date: seen.at,
  detected: seen.at,
  recordedDate: seen.at,
  severity: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/adverse-event-severity', code: seen.severity }],
  },
  recorder: seen.by,
  suspectEntity: [{ instance: { reference: `Procedure/${seen.procedure.id}` } }],
});

/** One thing to do after it. @source HL7 FHIR R4 4.0.1, Task (verified) */
export const reactionTask = (
  step: ReactionStep,
  about: { readonly event: string; readonly procedure: Procedure; readonly by: Reference; readonly at: string },
): Task => ({
  resourceType: 'Task',
  identifier: [{ system: identifierSystems.reactionStep, value: `${about.procedure.id}.${step.task}` }],
  status: 'requested',
  intent: 'order',
  priority: 'stat',
  code: { coding: [{ system: codeSystems.taskKind, code: step.task }], text: 'Sau phản ứng truyền máu' },
  description: step.text,
  focus: { reference: about.event },
  for: about.procedure.subject,
  ...present({ encounter: about.procedure.encounter }),
  requester: about.by,
  authoredOn: about.at,
  performerType: [{ text: step.isForBank ? 'Ngân hàng máu' : 'Điều dưỡng, bác sĩ điều trị' }],
});
