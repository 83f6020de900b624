import type { Layout } from '@lienmach/documents';

/**
 * What goes into a box of specimens: one line for each test, two identifiers of the patient beside the number of the tube.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), specimens sent to other laboratories are listed (exists: secondary); the arrangement is our own
 */
export const consignmentLayouts: readonly Layout[] = [
  {
    form: 'PGM',
    version: '2026.1',
    law: 'none: ISO 15189:2022, 7.2.5 asks for an inventory of transported samples (from memory)',
    validFrom: '2015-01-01',
    papers: ['A4', 'A5'],
    title: 'PHIẾU GỬI MẪU XÉT NGHIỆM',
    subtitle: 'Chuyến **{number}**',
    number: 'number',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Nơi nhận', 'laboratory', 'lead'],
          ['Địa chỉ', 'address', 'wide'],
          ['Điện thoại', 'phone'],
          ['Gửi lúc', 'sent'],
          ['Vận chuyển', 'how', 'wide'],
          ['Số mẫu', 'count'],
        ],
      },
      {
        kind: 'table',
        each: 'lines',
        columns: [
          { head: 'TT', text: '{turn}', align: 'right', width: 8 },
          { head: 'Mẫu số', text: '{tube}', width: 28 },
          { head: 'Loại mẫu', text: '{kind}', width: 26 },
          { head: 'Người bệnh', text: '{name}', width: '*' },
          { head: 'Sinh', text: '{born}', width: 20 },
          { head: 'Giới', text: '{sex}', width: 11 },
          { head: 'Xét nghiệm', text: '{test}', width: '*' },
          { head: 'Số chỉ định', text: '{order}', width: 28 },
          { head: 'Lấy lúc', text: '{collected}', width: 24 },
        ],
      },
      {
        kind: 'sign',
        date: '{date}',
        left: ['Trả kết quả kèm số chỉ định và số mẫu.'],
        signers: [{ role: 'Người gửi', name: '{sender}' }, { role: 'Người vận chuyển' }, { role: 'Người nhận' }],
      },
    ],
  },
];
