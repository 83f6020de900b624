import { type PaperInput, paperParameters } from '@lienmach/papers';
import type { Operation } from '@lienmach/system-kit';
import type { Binary } from 'fhir/r4';
import { referralData } from '../exchange/referral-data.ts';
import { referralLayouts } from '../forms/referral-layout.ts';
import { printStanding } from './print-standing.ts';

/** GET Encounter/{id}/$print-referral: the referral that stands, A4. */
export const printReferral: Operation<PaperInput, Binary> = {
  definition: {
    code: 'print-referral',
    title: { vi: 'In phiếu chuyển cơ sở', en: 'Print referral' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    allow: ['doctor', 'nurse', 'records-clerk'],
    parameter: paperParameters,
  },
  run: (ctx, id, wanted) =>
    printStanding(ctx, id, { kind: 'referral', layouts: referralLayouts, dataOf: referralData }, wanted),
};
