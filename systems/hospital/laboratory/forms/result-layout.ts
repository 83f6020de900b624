import type { Layout } from '@lienmach/documents';

/**
 * Released results of one visit: value, flag, unit and reference interval of each.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), a report shows value, unit and reference interval, who released it and when
 *   (secondary)
 */
export const resultLayouts: readonly Layout[] = [
  {
    form: 'KQXN',
    version: '2017.1',
    law: 'QĐ 2429/QĐ-BYT (12/06/2017)',
    validFrom: '2015-01-01',
    papers: ['A5', 'A4'],
    title: 'KẾT QUẢ XÉT NGHIỆM',
    subtitle: 'Số **{number}**',
    number: 'number',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Họ tên', 'patient.name', 'lead'],
          ['Ngày sinh', 'patient.birth'],
          ['Giới tính', 'patient.sex'],
          ['Bác sĩ chỉ định', 'doctor', 'wide'],
          ['Lấy mẫu lúc', 'collected', 'wide'],
        ],
      },
      { kind: 'text', text: 'Chẩn đoán: **{diagnoses}**' },
      {
        kind: 'each',
        each: 'reports',
        blocks: [
          {
            kind: 'table',
            each: 'lines',
            caption: '{name}',
            columns: [
              { head: 'Chỉ số', text: '{name}', width: '*' },
              { head: 'Kết quả', text: '{value}', align: 'right', width: 19 },
              { head: '', text: '{flag}', width: 16 },
              { head: 'Đơn vị', text: '{unit}', width: 18 },
              { head: 'Tham chiếu', text: '{range}', width: 25 },
            ],
          },
          { kind: 'text', text: 'Làm tại: **{place}**' },
          { kind: 'text', text: 'Kết luận: {conclusion}' },
          { kind: 'text', text: '**ĐÃ SỬA** {amendment}' },
        ],
      },
      {
        kind: 'sign',
        date: '{date}',
        left: ['Kết quả chỉ đúng với mẫu đã nhận.', 'Đưa bác sĩ xem trước khi dùng thuốc.'],
        signers: [{ role: 'Người duyệt kết quả', name: '{verifier.name}', licence: '{verifier.licence}' }],
      },
    ],
  },
];
