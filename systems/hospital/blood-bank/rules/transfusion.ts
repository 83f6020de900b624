import { codeSystems, present } from '@lienmach/core';
import type { Procedure, Provenance, Reference, Task } from 'fhir/r4';
import type { BloodUnit } from './blood-unit.ts';

export const TRANSFUSION = 'transfusion';

/**
 * The transfusion itself. R4 lets a Procedure name no bag: the Task of the bag names the Procedure, and its Provenance
 * names the bag (decision 63).
 *
 * @source HL7 FHIR R4 4.0.1, Procedure (verified); SNOMED CT 116859006 transfusion of blood product (secondary)
 */
export const transfusionResource = (
  task: Task,
  unit: BloodUnit,
  name: string,
  by: Reference,
  at: string,
): Procedure => ({
  resourceType: 'Procedure',
  meta: { tag: [{ system: codeSystems.bloodBank, code: TRANSFUSION }] },
  status: 'in-progress',
  category: { coding: [{ system: codeSystems.bloodBank, code: TRANSFUSION }], text: 'Truyền máu' },
  code: {
    coding: [{ system: 'http://snomed.info/sct', code: '116859006' }],
    text: `Truyền ${name.toLowerCase()} ${unit.donation}`,
  },
  subject: task.for ?? {},
  ...present({ encounter: task.encounter, basedOn: task.basedOn }),
  performedPeriod: { start: at },
  performer: [{ actor: by }],
});

/** @source HL7 FHIR R4 4.0.1, Provenance.entity (verified) */
export const bagProvenance = (procedure: string, task: Task, by: Reference, at: string): Provenance => ({
  resourceType: 'Provenance',
  target: [{ reference: procedure }],
  recorded: at,
  agent: [{ who: by }],
  entity: [{ role: 'source', what: task.focus ?? {} }],
});

/** @source none: reads the record */
export const isTransfusion = ({ meta }: Procedure): boolean =>
  meta?.tag?.some(({ system, code }) => system === codeSystems.bloodBank && code === TRANSFUSION) === true;

/**
 * The same transfusion, over: whole, or stopped with the reason.
 *
 * @source HL7 FHIR R4 4.0.1, Procedure.status (verified)
 */
export const transfusionEnded = (
  procedure: Procedure,
  how: { readonly volume: number | undefined; readonly reason: string | undefined; readonly at: string },
): Procedure => ({
  ...procedure,
  status: how.reason === undefined ? 'completed' : 'stopped',
  ...(how.reason === undefined ? {} : { statusReason: { text: how.reason } }),
  performedPeriod: { ...procedure.performedPeriod, end: how.at },
  ...(how.volume === undefined ? {} : { note: [...(procedure.note ?? []), { text: `Đã truyền ${how.volume} mL` }] }),
});
