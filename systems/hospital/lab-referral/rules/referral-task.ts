import {
  codeSystems,
  identifierSystems,
  LABORATORY_REFERRAL,
  laboratoryReferral,
  logicalOrganization,
  parseInstant,
  present,
  toVnIso,
} from '@lienmach/core';
import type { Coding, DiagnosticReport, Observation, Reference, ServiceRequest, Specimen, Task } from 'fhir/r4';
import type { ReferralLaboratory } from './referral-laboratory.ts';

/** Where the referral of a test stands; a closed one stands nowhere. */
export const referralStates = ['to-send', 'sent', 'returned'] as const;
export type ReferralState = (typeof referralStates)[number];

/** @source none: shape of an input */
export const isReferralState = (text: string): text is ReferralState => referralStates.some((one) => one === text);

/** Code of the tag: of all laboratories, or of one. @source none: a code of our own */
export const stateCode = (state: ReferralState, laboratory?: string): string =>
  laboratory === undefined ? state : `${state}.${encodeURIComponent(laboratory)}`;

const laboratoryOf = (task: Task): string => laboratoryReferral(task)?.laboratory ?? '';

function standing(task: Task, state: ReferralState | undefined): Task {
  const others = (task.meta?.tag ?? []).filter(({ system }) => system !== codeSystems.referralState);
  const own: Coding[] =
    state === undefined
      ? []
      : [stateCode(state), stateCode(state, laboratoryOf(task))].map((code) => ({
          system: codeSystems.referralState,
          code,
        }));
  const tag = [...others, ...own];
  const { tag: _tag, ...meta } = task.meta ?? {};
  return { ...task, meta: { ...meta, ...(tag.length === 0 ? {} : { tag }) } };
}

/** @source none: reads the record */
export function stateOf({ meta }: Task): ReferralState | undefined {
  const codes = (meta?.tag ?? []).flatMap(({ system, code }) =>
    system === codeSystems.referralState && code !== undefined ? [code] : [],
  );
  return referralStates.find((state) => codes.includes(state));
}

/** The one task of an order, whatever became of it. @source none: a key of our own */
export const referralKey = (order: string): string => `gui-mau-${order}`;

const SPECIMEN = 'Mẫu';
const REPORT = 'Phiếu kết quả';

/** @source none: reads the record */
export const specimenOf = ({ input = [] }: Task): Reference | undefined =>
  input.find(({ type }) => type.text === SPECIMEN)?.valueReference;

/** The report that came back. @source none: reads the record */
export const reportOf = ({ output = [] }: Task): Reference | undefined =>
  output.find(({ type }) => type.text === REPORT)?.valueReference;

const ownerOf = ({ code, name, id }: ReferralLaboratory): Reference => ({
  ...logicalOrganization(identifierSystems.facility, code),
  reference: `Organization/${id}`,
  display: name,
});

/**
 * A test waits to be sent: new, or taken up again after it was called back.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), tests that are referred to other laboratories are registered (exists: secondary; article unsure)
 */
export function toSend(
  wanted: {
    readonly order: ServiceRequest;
    readonly specimen: Specimen;
    readonly laboratory: ReferralLaboratory;
    readonly at: Date;
  },
  before?: Task,
): Task {
  const { order, specimen, laboratory, at } = wanted;
  const security = order.meta?.security;
  const task: Task = {
    resourceType: 'Task',
    ...(before?.id === undefined ? {} : { id: before.id }),
    meta: { ...present({ versionId: before?.meta?.versionId }), ...(security === undefined ? {} : { security }) },
    identifier: [{ system: identifierSystems.task, value: referralKey(order.id ?? '') }],
    basedOn: [{ reference: `ServiceRequest/${order.id}` }],
    status: 'requested',
    intent: 'order',
    ...present({ priority: order.priority, encounter: order.encounter, requester: order.requester }),
    code: { coding: [{ system: codeSystems.taskKind, code: LABORATORY_REFERRAL }], text: 'Gửi mẫu làm nơi khác' },
    description: order.code?.text ?? '',
    focus: { reference: `ServiceRequest/${order.id}` },
    for: order.subject,
    authoredOn: toVnIso(at),
    owner: ownerOf(laboratory),
    input: [{ type: { text: SPECIMEN }, valueReference: { reference: `Specimen/${specimen.id}` } }],
  };
  return standing(task, 'to-send');
}

/** What a box of specimens has in common. */
export interface Consignment {
  readonly number: string;
  readonly at: Date;
  readonly by: Reference;
}

/** @param hours  until the result is promised @source QĐ 2429/QĐ-BYT (12/06/2017) (exists: secondary; article unsure) */
export function sent(task: Task, { number, at, by }: Consignment, hours: number): Task {
  const due = new Date(at.getTime() + hours * 3_600_000);
  return standing(
    {
      ...task,
      status: 'in-progress',
      groupIdentifier: { system: identifierSystems.consignment, value: number },
      executionPeriod: { start: toVnIso(at) },
      restriction: { period: { end: toVnIso(due) } },
      note: [{ authorReference: by, time: toVnIso(at), text: `Gửi đi trong chuyến ${number}` }],
    },
    'sent',
  );
}

const withReport = (task: Task, report: DiagnosticReport): Task => ({
  ...task,
  output: [{ type: { text: REPORT }, valueReference: { reference: `DiagnosticReport/${report.id}` } }],
});

const critical: ReadonlySet<string | undefined> = new Set(['HH', 'LL', 'AA']);

/** @source HL7 table 0078, interpretation codes (verified) */
export const isCritical = ({ interpretation = [] }: Observation): boolean =>
  interpretation.some(({ coding }) => coding?.some(({ code }) => critical.has(code)));

/** The laboratory has answered; somebody of this house looks at it, first at what is critical. @source none: own choice */
export const returned = (task: Task, report: DiagnosticReport, results: readonly Observation[]): Task =>
  standing({ ...withReport(task, report), ...(results.some(isCritical) ? { priority: 'stat' } : {}) }, 'returned');

/** @source none: own choice */
export const closed = (task: Task, report: DiagnosticReport, at: Date): Task =>
  standing(
    {
      ...withReport(task, report),
      status: 'completed',
      executionPeriod: { ...task.executionPeriod, end: toVnIso(at) },
    },
    undefined,
  );

/** @source none: own choice */
export const calledBack = (task: Task, reason: string, at: Date): Task =>
  standing(
    {
      ...task,
      status: 'cancelled',
      statusReason: { text: reason },
      ...(task.executionPeriod === undefined ? {} : { executionPeriod: { ...task.executionPeriod, end: toVnIso(at) } }),
    },
    undefined,
  );

/** Hours until the promised result, negative when it is late; undefined: nothing is promised. @source none: reads the record */
export function hoursLeft({ restriction }: Task, now: Date): number | undefined {
  const end = restriction?.period?.end;
  return end === undefined ? undefined : Math.floor((parseInstant(end).getTime() - now.getTime()) / 3_600_000);
}

/** Letters that are not taken for one another. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** `G260302-K7QX`. @param day  in Viet Nam, `yyyy-mm-dd` @param bytes  four random bytes @source none: own choice */
export const consignmentNumber = (day: string, bytes: Uint8Array): string =>
  `G${day.slice(2).replaceAll('-', '')}-${[...bytes.slice(0, 4)].map((byte) => LETTERS[byte % LETTERS.length]).join('')}`;
