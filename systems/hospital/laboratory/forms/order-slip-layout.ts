import type { Layout } from '@lienmach/documents';

/**
 * What the patient carries to the laboratory: who, why, which tests, by whom.
 *
 * @source TT 32/2023/TT-BYT, annex of record forms: request slip for laboratory tests (from memory)
 */
export const orderSlipLayouts: readonly Layout[] = [
  {
    form: 'PCD',
    version: '2023.1',
    law: 'TT 32/2023/TT-BYT, phiếu chỉ định xét nghiệm',
    validFrom: '2015-01-01',
    papers: ['A5', 'A4'],
    title: 'PHIẾU CHỈ ĐỊNH XÉT NGHIỆM',
    subtitle: 'Số **{number}** **{urgent}**',
    number: 'number',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Họ tên', 'patient.name', 'lead'],
          ['Ngày sinh', 'patient.birth'],
          ['Giới tính', 'patient.sex'],
          ['Nơi chỉ định', 'room', 'wide'],
          ['Địa chỉ', 'patient.address', 'wide'],
        ],
      },
      { kind: 'text', text: 'Chẩn đoán: **{diagnoses}**' },
      {
        kind: 'table',
        each: 'lines',
        columns: [
          { head: 'TT', text: '{index}', align: 'center' },
          { head: 'Xét nghiệm', text: '{name}', width: '*' },
          { head: 'Bệnh phẩm', text: '{specimen}', width: 26 },
          { head: 'Mã chỉ định', text: '{number}', width: 27 },
        ],
      },
      { kind: 'text', text: 'Cộng: **{count}** xét nghiệm. Phần trống dưới dòng này không có chỉ định.' },
      {
        kind: 'sign',
        date: '{date}',
        left: ['Mang phiếu này đến nơi lấy mẫu.'],
        signers: [{ role: 'Người chỉ định', name: '{doctor.name}', licence: '{doctor.licence}' }],
      },
    ],
  },
];
