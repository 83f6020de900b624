import type { PaperInput } from '@lienmach/papers';
import type { Operation } from '@lienmach/system-kit';
import type { Binary } from 'fhir/r4';
import { referralData } from '../exchange/referral-data.ts';
import { referralLayouts } from '../forms/referral-layout.ts';
import { printingOf } from './print-standing.ts';

/** GET Encounter/{id}/$print-referral: the referral that stands, A4. */
export const printReferral: Operation<PaperInput, Binary> = printingOf(
  'print-referral',
  { vi: 'In phiếu chuyển cơ sở', en: 'Print referral' },
  { kind: 'referral', layouts: referralLayouts, dataOf: referralData },
);
