import { defineSystem } from '@lienmach/system-kit';
import { accessLog } from './operations/access-log.ts';
import { chart } from './operations/chart.ts';
import { latestResults } from './operations/latest-results.ts';
import { noKnownAllergy } from './operations/no-known-allergy.ts';

export const patientChart = defineSystem({
  id: 'patient-chart',
  title: { vi: 'Hồ sơ người bệnh', en: 'Patient chart' },
  operations: [chart, latestResults, accessLog, noKnownAllergy],
});
