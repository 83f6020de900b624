import { type PaperInput, paperParameters } from '@lienmach/papers';
import type { Operation } from '@lienmach/system-kit';
import type { Binary } from 'fhir/r4';
import { sickLeaveData } from '../exchange/sick-leave-data.ts';
import { sickLeaveLayouts } from '../forms/sick-leave-layout.ts';
import { printStanding } from './print-standing.ts';

/** GET Encounter/{id}/$print-sick-leave: the certificate that stands, A5. */
export const printSickLeave: Operation<PaperInput, Binary> = {
  definition: {
    code: 'print-sick-leave',
    title: { vi: 'In giấy nghỉ việc', en: 'Print sick-leave certificate' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    allow: ['doctor', 'nurse', 'records-clerk'],
    parameter: paperParameters,
  },
  run: (ctx, id, wanted) =>
    printStanding(ctx, id, { kind: 'sick-leave', layouts: sickLeaveLayouts, dataOf: sickLeaveData }, wanted),
};
