import { defineSystem } from '@lienmach/system-kit';
import { synopticForms } from './forms/synoptic-forms.ts';
import { acceptCase } from './operations/accept-case.ts';
import { caseBench } from './operations/case-bench.ts';
import { caseMaterials } from './operations/case-materials.ts';
import { caseSheet } from './operations/case-sheet.ts';
import { keepMaterial } from './operations/keep-material.ts';
import { orderPathology } from './operations/order-pathology.ts';
import { printCaseLabels } from './operations/print-case-labels.ts';
import { printCaseReport } from './operations/print-case-report.ts';
import { recordPathologyCall } from './operations/record-pathology-call.ts';
import { releaseCase } from './operations/release-case.ts';
import { saveCase } from './operations/save-case.ts';
import { saveReading } from './operations/save-reading.ts';
import { secondRead } from './operations/second-read.ts';
import { caseGuard } from './rules/case-guard.ts';

export const pathology = defineSystem({
  id: 'pathology',
  title: { vi: 'Giải phẫu bệnh', en: 'Pathology' },
  forms: synopticForms,
  operations: [
    orderPathology,
    acceptCase,
    caseBench,
    caseSheet,
    saveCase,
    saveReading,
    secondRead,
    releaseCase,
    recordPathologyCall,
    caseMaterials,
    keepMaterial,
    printCaseLabels,
    printCaseReport,
  ],
  guards: [caseGuard],
});
