import type { Reference, Task } from 'fhir/r4';
import { present } from './present.ts';
import { parseInstant, toVnIso } from './vn-date.ts';

/** A call about a result that was made. */
export interface MadeCall {
  readonly told: string;
  readonly readBack: string;
  readonly at: Date;
  readonly by: Reference;
  /** what was looked at in the specimen first */
  readonly sampleCheck?: string | undefined;
}

const said = (text: string, valueString: string) => ({ type: { text }, valueString: valueString.trim() });

/**
 * The task of a call with who was told, what they read back and who called; late calls say so.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), critical values are reported and recorded (exists: secondary; article unsure)
 */
export function recordedCall(task: Task, { told, readBack, at, by, sampleCheck = '' }: MadeCall): Task {
  const end = task.restriction?.period?.end;
  const isLate = end !== undefined && at > parseInstant(end);
  return {
    ...task,
    status: 'completed',
    ...present({ businessStatus: isLate ? { text: 'Báo muộn' } : task.businessStatus }),
    executionPeriod: { start: toVnIso(at), end: toVnIso(at) },
    output: [
      ...(sampleCheck.trim() === '' ? [] : [said('Kiểm tra mẫu', sampleCheck)]),
      said('Người được báo', told),
      said('Đọc lại', readBack),
      { type: { text: 'Người báo' }, valueReference: by },
    ],
  };
}
