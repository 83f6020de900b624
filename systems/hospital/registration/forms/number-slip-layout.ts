import type { Layout } from '@lienmach/documents';

/** What a patient carries to the waiting room, on a till roll: room, number, name. */
export const numberSlipLayouts: readonly Layout[] = [
  {
    form: 'STT',
    version: '2026.1',
    law: 'none: our own paper; QĐ 1313/QĐ-BYT (2013) only asks for numbers in the order of arrival (from memory)',
    validFrom: '2015-01-01',
    papers: ['80mm'],
    title: 'SỐ THỨ TỰ KHÁM BỆNH',
    number: 'number',
    blocks: [
      { kind: 'text', text: '**{room}**', align: 'center', size: 'large' },
      { kind: 'text', text: '**{number}**', align: 'center', size: 'huge' },
      { kind: 'text', text: '**{lane}**', align: 'center' },
      { kind: 'text', text: '**{patient.name}**', align: 'center', size: 'large' },
      { kind: 'text', text: '{born}', align: 'center' },
      { kind: 'text', text: 'Lấy số lúc {arrived}', align: 'center' },
      { kind: 'text', text: 'Xin ngồi chờ trước phòng, số được gọi trên bảng.', align: 'center', size: 'small' },
    ],
  },
];
