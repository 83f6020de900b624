/** @source none: how our own Task of a sending looks */
import { codeSystems, identifierSystems, toVnIso } from '@lienmach/core';
import type { Claim, Encounter, Reference, Task, TaskInput, TaskOutput } from 'fhir/r4';
import { type SendingEnd, type SendingTrouble, troubleText } from './sending-end.ts';

/** `claim` for the first time; `replacement` of what was sent before, under the same MA_LK; `withdrawal` of it; or the `check-in` of a visit. */
export type SendingKind = 'claim' | 'replacement' | 'withdrawal' | 'check-in';

const CODE = 'claim-sending';
const titles: Readonly<Record<SendingKind, string>> = {
  claim: 'Gửi hồ sơ BHYT',
  replacement: 'Gửi hồ sơ BHYT thay thế',
  withdrawal: 'Gửi thu hồi hồ sơ BHYT',
  'check-in': 'Gửi check-in BHYT',
};

/** Everything that goes over the wire, decided before the first attempt and never again. */
export interface Sending {
  readonly kind: SendingKind;
  /** `Binary/…`: the bytes as they are sent */
  readonly envelope: string;
  /** hex, of these bytes */
  readonly sha256: string;
  readonly path: string;
  /** MACSKCB */
  readonly facility: string;
  /** MA_LK */
  readonly claimId: string;
  /** how it was signed */
  readonly signature: string;
}

interface Order {
  /** what is sent: the claim, or the visit that is checked in */
  readonly about: Claim | Encounter;
  readonly patient: Reference | undefined;
  readonly by: Reference;
  readonly at: Date;
  readonly reason?: string | undefined;
}

const part = (code: string) => ({ coding: [{ system: codeSystems.claimSending, code }] });
const names = ['kind', 'sha256', 'path', 'facility', 'claim-id', 'signature'] as const;

const textsOf = ({ kind, sha256, path, facility, claimId, signature }: Sending) => ({
  kind,
  sha256,
  path,
  facility,
  'claim-id': claimId,
  signature,
});

/** The order to send: whoever sees it knows what goes out, and that nothing went out yet. */
export function sendingTask(sending: Sending, { about, patient, by, at, reason }: Order): Task {
  const texts = textsOf(sending);
  return {
    resourceType: 'Task',
    // one for each version of what is sent: two presses are one sending
    identifier: [{ system: identifierSystems.task, value: `gui-bhyt-${about.id}-${about.meta?.versionId}` }],
    status: 'requested',
    businessStatus: { text: 'Chờ gửi' },
    intent: 'order',
    code: { coding: [{ system: codeSystems.taskKind, code: CODE }], text: titles[sending.kind] },
    description: `Hồ sơ ${sending.claimId}`,
    focus: { reference: `${about.resourceType}/${about.id}` },
    ...(patient === undefined ? {} : { for: patient }),
    authoredOn: toVnIso(at),
    requester: by,
    ...(reason === undefined ? {} : { reasonCode: { text: reason } }),
    input: [
      { type: part('envelope'), valueReference: { reference: sending.envelope } },
      ...names.map((name): TaskInput => ({ type: part(name), valueString: texts[name] })),
    ],
  };
}

export const isSending = ({ code }: Task): boolean =>
  code?.coding?.some((coding) => coding.system === codeSystems.taskKind && coding.code === CODE) ?? false;

/** It has not come to an end: nobody decided yet whether the gateway has it. */
export const isOpenSending = (task: Task): boolean =>
  isSending(task) && (task.status === 'requested' || task.status === 'in-progress');

const inputOf = ({ input = [] }: Task, name: string): TaskInput | undefined =>
  input.find(({ type }) =>
    type.coding?.some(({ system, code }) => system === codeSystems.claimSending && code === name),
  );

const isKind = (text: string | undefined): text is SendingKind => text !== undefined && text in titles;

/** @returns undefined: this Task is no sending of ours */
export function readSending(task: Task): Sending | undefined {
  const envelope = inputOf(task, 'envelope')?.valueReference?.reference;
  const [kind, sha256, path, facility, claimId, signature] = names.map((name) => inputOf(task, name)?.valueString);
  if (!isSending(task) || envelope === undefined || !isKind(kind)) return undefined;
  if (sha256 === undefined || path === undefined || facility === undefined || claimId === undefined) return undefined;
  return { kind, envelope, sha256, path, facility, claimId, signature: signature ?? 'none' };
}

const sayings: Readonly<Record<SendingKind, string>> = {
  claim: 'Cổng đã nhận',
  replacement: 'Cổng đã nhận bản thay thế',
  withdrawal: 'Cổng đã nhận bản thu hồi',
  'check-in': 'Cổng đã nhận check-in',
};

/** The sending with the clear word of the gateway. @param response  reference of the receipt; absent: the number alone is kept */
export function endedSending(
  task: Task,
  end: Exclude<SendingEnd, { kind: 'later' }>,
  { kind, response, at }: { readonly kind: SendingKind; readonly response?: string; readonly at: Date },
): Task {
  const receipt = response === undefined ? [] : [{ type: part('receipt'), valueReference: { reference: response } }];
  const { transaction } = end.receipt;
  const number = transaction === '' ? [] : [{ type: part('transaction'), valueString: transaction }];
  const output: TaskOutput[] = [...receipt, ...number];
  const { statusReason: _, ...rest } = task;
  return end.kind === 'taken'
    ? { ...rest, status: 'completed', businessStatus: { text: sayings[kind] }, lastModified: toVnIso(at), output }
    : {
        ...rest,
        status: 'failed',
        businessStatus: { text: 'Cổng từ chối' },
        statusReason: { text: end.text },
        lastModified: toVnIso(at),
        ...(output.length === 0 ? {} : { output }),
      };
}

interface Trouble {
  readonly trouble: SendingTrouble;
  readonly detail: string;
  readonly attempt: number;
  /** a person has to look */
  readonly isOver: boolean;
  readonly at: Date;
}

/** The sending after an attempt that decided nothing: waiting, or parked where a person sees it. */
export const troubledSending = (task: Task, { trouble, detail, attempt, isOver, at }: Trouble): Task => ({
  ...task,
  status: isOver ? 'on-hold' : 'in-progress',
  businessStatus: { text: isOver ? `Tạm dừng sau ${attempt} lần gửi` : `Đang thử lại, đã gửi ${attempt} lần` },
  statusReason: {
    coding: [{ system: codeSystems.claimSending, code: trouble }],
    text: `${troubleText[trouble]} (${detail})`,
  },
  lastModified: toVnIso(at),
});

/** A parked sending begins again, with the same bytes. */
export const resumedSending = (task: Task, at: Date): Task => ({
  ...task,
  status: 'requested',
  businessStatus: { text: 'Chờ gửi' },
  lastModified: toVnIso(at),
});
