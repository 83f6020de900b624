import type { PaperInput } from '@lienmach/papers';
import type { Operation } from '@lienmach/system-kit';
import type { Binary } from 'fhir/r4';
import { sickLeaveData } from '../exchange/sick-leave-data.ts';
import { sickLeaveLayouts } from '../forms/sick-leave-layout.ts';
import { printingOf } from './print-standing.ts';

/** GET Encounter/{id}/$print-sick-leave: the certificate that stands, A5. */
export const printSickLeave: Operation<PaperInput, Binary> = printingOf(
  'print-sick-leave',
  { vi: 'In giấy nghỉ việc', en: 'Print sick-leave certificate' },
  { kind: 'sick-leave', layouts: sickLeaveLayouts, dataOf: sickLeaveData },
);
