import type { Layout } from '@lienmach/documents';

/** Label of a tube, 50 × 30 mm: two identifiers of the patient, the tube's own code as bars, what is in it. */
export const tubeLabelLayouts: readonly Layout[] = [
  {
    form: 'NM',
    version: '2026.1',
    law: 'none: ISO 15189:2022, 7.2.4 asks for two identifiers on the primary tube (from memory)',
    validFrom: '2015-01-01',
    papers: ['50x30'],
    title: 'Nhãn ống mẫu',
    blocks: [
      {
        kind: 'labels',
        each: 'tubes',
        lines: ['**{name}**', '{born} · **{patientNumber}**'],
        barcode: 'number',
        below: '{number} · {group} · {time} · {which}',
      },
    ],
  },
];
