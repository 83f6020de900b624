import { defineSystem } from '@lienmach/system-kit';
import { checkLines } from './operations/check-prescription.ts';
import { prescribe } from './operations/prescribe.ts';
import { printPrescription } from './operations/print-prescription.ts';
import { recordAllergy } from './operations/record-allergy.ts';
import { issuedPrescriptionGuard } from './rules/issued-prescription-guard.ts';

export const prescribing = defineSystem({
  id: 'prescribing',
  title: { vi: 'Kê đơn', en: 'Prescribing' },
  operations: [prescribe, checkLines, printPrescription, recordAllergy],
  guards: [issuedPrescriptionGuard],
});
