import { codeSystems } from '@lienmach/core';
import type { Identifier, Observation, ServiceRequest, Task } from 'fhir/r4';
import type { LabIndicator } from '../catalogs/lab-indicator.ts';

/** Which way a result is critical; `word`: the word itself is. */
export type CallDirection = 'low' | 'high' | 'word';

/** Kind of the Task that a critical value makes. */
export const CRITICAL_CALL = 'critical-call';

/** Minutes in which the ward must have been reached. */
const WITHIN = 15;

/** Minutes after which a call that nobody answered goes to the next one, where no ladder says so. */
export const SECOND_PERSON = 15;
export const HEAD = 30;

/** beside the step of a call: everybody of the ladder was called, nobody has read back */
export const OVERDUE = 'overdue';

/** `none`: in time; `second`: another person of the ward; `head`: whoever leads the laboratory decides; `overdue`: the ladder is at its end. */
export type Escalation = 'none' | 'second' | 'head' | typeof OVERDUE;

/**
 * Whom a critical call that is not recorded goes to now: as the site's ladder has handed it on, else by minutes.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), notification of critical results (secondary); 15 and 30 minutes: our own choice (unsure)
 */
export function escalation({ authoredOn, status, businessStatus }: Task, now: Date): Escalation {
  if (status !== 'requested' || authoredOn === undefined) return 'none';
  const codes = (businessStatus?.coding ?? []).flatMap(({ system, code }) =>
    system === codeSystems.callStep && code !== undefined ? [code] : [],
  );
  if (codes.includes(OVERDUE)) return OVERDUE;
  const [step] = codes[0]?.split('.') ?? [];
  if (step !== undefined) return step === '0' ? 'second' : 'head';
  const minutes = (now.getTime() - Date.parse(authoredOn)) / 60_000;
  if (minutes > HEAD) return 'head';
  return minutes > SECOND_PERSON ? 'second' : 'none';
}

/**
 * "Gọi báo": telephone a critical value to whoever ordered the test, and have it read back.
 *
 * @param write  how an instant is written into the record
 * @source QĐ 2429/QĐ-BYT (12/06/2017), notification of critical results (secondary); 15 minutes: our own choice (unsure)
 */
export function callTask(call: {
  readonly result: Observation;
  /** absent: a result without an order is telephoned all the same */
  readonly order: ServiceRequest | undefined;
  readonly indicator: LabIndicator;
  readonly direction: CallDirection;
  readonly identifier: Identifier;
  readonly at: Date;
  readonly write: (instant: Date) => string;
}): Task {
  const { result, order, indicator, direction, at, write } = call;
  const word = { low: 'thấp', high: 'cao', word: 'kết quả' }[direction];
  const { comparator = '', value = result.valueCodeableConcept?.text ?? '', unit = '' } = result.valueQuantity ?? {};
  return {
    resourceType: 'Task',
    identifier: [call.identifier],
    ...(order === undefined ? {} : { basedOn: [{ reference: `ServiceRequest/${order.id}` }] }),
    status: 'requested',
    intent: 'order',
    priority: 'stat',
    code: { coding: [{ system: codeSystems.taskKind, code: CRITICAL_CALL }], text: 'Gọi báo giá trị báo động' },
    description: `${`${indicator.name} ${comparator}${value} ${unit}`.trimEnd()}: ${word} đến mức báo động. Gọi ngay cho người chỉ định, yêu cầu đọc lại.`,
    focus: { reference: `Observation/${result.id}` },
    ...(result.subject === undefined ? {} : { for: result.subject }),
    ...(result.encounter === undefined ? {} : { encounter: result.encounter }),
    input: [
      {
        type: { text: 'Giá trị báo động' },
        ...(result.valueQuantity === undefined
          ? { valueString: String(value) }
          : { valueQuantity: result.valueQuantity }),
      },
    ],
    authoredOn: write(at),
    ...(order?.requester === undefined ? {} : { owner: order.requester }),
    restriction: { period: { end: write(new Date(at.getTime() + WITHIN * 60_000)) } },
  };
}
