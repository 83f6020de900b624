import { vnPatient } from '@lienmach/core';
import { defineSystem } from '@lienmach/system-kit';
import { mergeMappings } from './exchange/merge-message.ts';
import { duplicates } from './operations/duplicates.ts';
import { enroll } from './operations/enroll.ts';
import { enrollUnknown } from './operations/enroll-unknown.ts';
import { identify } from './operations/identify.ts';
import { keepApart } from './operations/keep-apart.ts';
import { match } from './operations/match.ts';
import { merge } from './operations/merge.ts';
import { unmerge } from './operations/unmerge.ts';

export const patientIndex = defineSystem({
  id: 'patient-index',
  title: { vi: 'Chỉ mục người bệnh', en: 'Patient index' },
  profiles: [vnPatient],
  operations: [identify, enroll, enrollUnknown, match, duplicates, keepApart, merge, unmerge],
  messages: mergeMappings,
});
