import type { Layout } from '@lienmach/documents';

/** Label of a cassette or a slide, with a square code: number, patient, stain. */
export const caseLabelLayouts: readonly Layout[] = [
  {
    form: 'NGPB',
    version: '2026.1',
    law: 'none: ISO 15189:2022, 7.2 asks that every portion of a sample is traceable (from memory)',
    validFrom: '2015-01-01',
    papers: ['50x30'],
    title: 'Nhãn khối và lam',
    blocks: [
      {
        kind: 'labels',
        each: 'materials',
        lines: ['**{number}**', '**{label}** {stain}', '{name}', '{patientNumber}'],
        barcode: 'code',
        isSquare: true,
        below: '{day}',
      },
    ],
  },
];
