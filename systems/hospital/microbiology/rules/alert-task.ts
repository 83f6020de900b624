import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Reference, Task } from 'fhir/r4';
import { alertFlags } from '../catalogs/expert-rules.ts';
import { flagNames } from '../catalogs/flag-names.ts';
import { organismOf } from '../catalogs/organisms.ts';
import type { JudgedIsolate } from './judge-isolate.ts';
import type { Isolate } from './worksheet.ts';

/** Kind of the Task that infection control gets. */
export const INFECTION_ALERT = 'infection-alert';

export interface Alert {
  /** `<isolate>-<flag or organism>`, the same for the same alert */
  readonly key: string;
  readonly text: string;
}

/**
 * What infection control is told about an isolate: an organism that has to be told, a resistance that spreads.
 *
 * @source TT 54/2015/TT-BYT, infectious diseases to be told (from memory); TT 16/2018/TT-BYT, infection control in facilities (exists: secondary, article unsure)
 */
export function alertsOf(
  { number, organism }: Pick<Isolate, 'number' | 'organism'>,
  { flags }: Pick<JudgedIsolate, 'flags'>,
): Alert[] {
  const known = organismOf(organism);
  const name = known?.name ?? organism;
  return [
    ...(known?.isNotifiable === true ? [{ key: `${number}-${organism}`, text: `${name}: vi khuẩn phải báo cáo` }] : []),
    ...flags
      .filter((flag) => alertFlags.has(flag))
      .map((flag) => ({ key: `${number}-${organism}-${flag}`, text: `${name}: ${flagNames[flag]}` })),
  ];
}

/** The Task for infection control; one for each alert. @source none: writes the record */
export const alertTask = (
  alert: Alert,
  about: { readonly report: string; readonly patient: Reference; readonly encounter?: Reference; readonly at: string },
): Task => ({
  resourceType: 'Task',
  identifier: [{ system: identifierSystems.task, value: `vi-sinh-${about.report}-${alert.key}` }],
  status: 'requested',
  intent: 'order',
  priority: 'urgent',
  code: {
    coding: [{ system: codeSystems.taskKind, code: INFECTION_ALERT }],
    text: 'Báo kiểm soát nhiễm khuẩn',
  },
  description: `${alert.text}. Xem xét cách ly, phòng ngừa tiếp xúc và báo cáo.`,
  focus: { reference: `DiagnosticReport/${about.report}` },
  for: about.patient,
  ...(about.encounter === undefined ? {} : { encounter: about.encounter }),
  authoredOn: about.at,
  performerType: [{ text: 'Kiểm soát nhiễm khuẩn' }],
});
