import { codeSystems, foldVietnamese, identifierSystems } from '@lienmach/core';
import type { ServiceRequest, Task } from 'fhir/r4';
import { kindOf } from '../catalogs/culture-services.ts';
import { organismOf } from '../catalogs/organisms.ts';
import { smearText } from '../catalogs/smear.ts';
import type { Worksheet } from './worksheet.ts';

/** Kind of the Task that telephones a positive blood or cerebrospinal culture to the ward. */
export const CULTURE_CALL = 'culture-call';

/** fluids in which nothing grows when somebody is well */
const STERILE: ReadonlySet<string> = new Set(['blood', 'csf']);
/** minutes in which the ward must have been reached */
const WITHIN = 30;

/**
 * Must the ward be called? Something is seen or grows in blood or cerebrospinal fluid.
 *
 * @source CLSI GP47 (2015) and QĐ 2429/QĐ-BYT (12/06/2017), critical results: positive blood and cerebrospinal cultures (from memory)
 */
export const isCritical = ({ kind, readings, smear, isolates }: Worksheet): boolean =>
  STERILE.has(kind) &&
  (isolates.length > 0 ||
    readings.some(({ state }) => state === 'growth') ||
    smear.some(({ finding, amount }) => !cells.has(finding) && amount !== 'none'));

/** of the patient, no organism */
const cells: ReadonlySet<string> = new Set(['wbc', 'epi']);

/** what is said on the telephone and read back: `Cấy máu dương tính` */
export const calledValue = ({ kind }: Pick<Worksheet, 'kind'>): string =>
  `Cấy ${(kindOf(kind)?.name ?? '').toLowerCase()} dương tính`;

/** One call for one culture. @source none: own number */
export const cultureCallNumber = (report: string): string => `vi-sinh-${report}-goi-bao`;

function wordsOf({ smear, isolates }: Worksheet): string {
  const grown = isolates.map(({ organism }) => organismOf(organism)?.name ?? organism);
  return [smearText(smear), ...grown].filter((words) => words !== '').join('; ');
}

/** "Gọi báo". @source as `isCritical`; 30 minutes: our own choice (unsure) */
export function cultureCall(
  sheet: Worksheet,
  call: {
    readonly order: ServiceRequest;
    readonly at: Date;
    readonly write: (instant: Date) => string;
  },
): Task {
  const { order, at, write } = call;
  const value = calledValue(sheet);
  const words = wordsOf(sheet);
  return {
    resourceType: 'Task',
    identifier: [{ system: identifierSystems.task, value: cultureCallNumber(sheet.report) }],
    basedOn: [{ reference: `ServiceRequest/${sheet.order}` }],
    status: 'requested',
    intent: 'order',
    priority: 'stat',
    code: { coding: [{ system: codeSystems.taskKind, code: CULTURE_CALL }], text: 'Gọi báo cấy dương tính' },
    description: `${value}${words === '' ? '' : `: ${words}`}. Gọi ngay cho người chỉ định, yêu cầu đọc lại.`,
    focus: { reference: `DiagnosticReport/${sheet.report}` },
    for: order.subject,
    ...(order.encounter === undefined ? {} : { encounter: order.encounter }),
    input: [{ type: { text: 'Nội dung cần báo' }, valueString: value }],
    authoredOn: write(at),
    ...(order.requester === undefined ? {} : { owner: order.requester }),
    restriction: { period: { end: write(new Date(at.getTime() + WITHIN * 60_000)) } },
  };
}

const folded = (text: string): string => foldVietnamese(text).toLowerCase();

/**
 * Does the text that was read back say what was told: the specimen, and that it is positive?
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), critical results are read back and recorded (secondary)
 */
export function holdsCulture(readBack: string, value: string): boolean {
  const heard = folded(readBack.slice(0, 500));
  const [, ...wanted] = folded(value).split(' ');
  return wanted.length > 0 && wanted.every((word) => heard.includes(word));
}
