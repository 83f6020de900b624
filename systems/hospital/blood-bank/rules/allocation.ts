import { codeSystems, present } from '@lienmach/core';
import type { Reference, Task, TaskOutput } from 'fhir/r4';

export const useStates = [
  'reserved',
  'compatible',
  'incompatible',
  'issued',
  'transfusing',
  'transfused',
  'released',
  'returned',
] as const;
export type UseState = (typeof useStates)[number];

/** Kind of the Task that is one bag on its way from an order to a patient. */
export const BLOOD_USE = 'blood-use';

const statusOf: Readonly<Record<UseState, Task['status']>> = {
  reserved: 'requested',
  compatible: 'ready',
  incompatible: 'failed',
  issued: 'in-progress',
  transfusing: 'in-progress',
  transfused: 'completed',
  released: 'cancelled',
  returned: 'cancelled',
};

const nameOf: Readonly<Record<UseState, string>> = {
  reserved: 'Đã giữ, chờ hòa hợp',
  compatible: 'Hòa hợp, chờ phát',
  incompatible: 'Không hòa hợp',
  issued: 'Đã phát',
  transfusing: 'Đang truyền',
  transfused: 'Đã truyền',
  released: 'Đã bỏ giữ',
  returned: 'Đã trả lại',
};

/** @source none: reads the record */
export const isUse = ({ code }: Task): boolean =>
  code?.coding?.some((one) => one.system === codeSystems.taskKind && one.code === BLOOD_USE) === true;

/** @source none: reads the record */
export const stateOfUse = ({ businessStatus }: Task): UseState | undefined =>
  useStates.find((one) => one === businessStatus?.coding?.[0]?.code);

/** @source HL7 FHIR R4 4.0.1, Task (verified) */
export const newUse = (about: {
  readonly unit: string;
  readonly order: string;
  readonly patient: Reference;
  readonly encounter: Reference | undefined;
  readonly by: Reference;
  readonly at: string;
}): Task =>
  movedUse(
    {
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      code: { coding: [{ system: codeSystems.taskKind, code: BLOOD_USE }], text: 'Đơn vị máu cho người bệnh' },
      focus: { reference: `BiologicallyDerivedProduct/${about.unit}` },
      basedOn: [{ reference: `ServiceRequest/${about.order}` }],
      for: about.patient,
      ...present({ encounter: about.encounter }),
      requester: about.by,
      authoredOn: about.at,
    },
    'reserved',
    about.at,
  );

/** @source HL7 FHIR R4 4.0.1, Task.status, businessStatus (verified) */
export const movedUse = (task: Task, state: UseState, at: string, reason?: string): Task => ({
  ...task,
  status: statusOf[state],
  businessStatus: { coding: [{ system: codeSystems.bloodUse, code: state }], text: nameOf[state] },
  lastModified: at,
  ...(reason === undefined ? {} : { statusReason: { text: reason } }),
});

/** What came out of it: `crossmatch`, `bedside-check`, `transfusion`. @source none: writes the record */
export const withOutput = (task: Task, kind: string, reference: string): Task => {
  const output: TaskOutput = {
    type: { coding: [{ system: codeSystems.bloodBank, code: kind }] },
    valueReference: { reference },
  };
  return { ...task, output: [...(task.output ?? []), output] };
};

/** @source none: reads the record */
export const outputsOf = (task: Task, kind: string): string[] =>
  (task.output ?? []).flatMap(({ type, valueReference }) =>
    type.coding?.[0]?.code === kind && valueReference?.reference !== undefined ? [valueReference.reference] : [],
  );

const idOf = (reference: Reference | undefined): string => reference?.reference?.split('/')[1] ?? '';

/** @source none: reads the record */
export const unitIdOfUse = ({ focus }: Task): string => idOf(focus);

/** @source none: reads the record */
export const orderIdOfUse = ({ basedOn }: Task): string => idOf(basedOn?.[0]);
