import type { Layout } from '@lienmach/documents';

/**
 * Certificate of sick leave for social insurance.
 *
 * @source TT 25/2025/TT-BYT, annex II: fields (from memory); QĐ 3176/QĐ-BYT (29/10/2024), table 11, MAU_SO CT07 (secondary)
 */
export const sickLeaveLayouts: readonly Layout[] = [
  {
    form: 'CT07',
    version: '2025.1',
    law: 'TT 25/2025/TT-BYT, phụ lục II',
    validFrom: '2018-03-01',
    papers: ['A5', 'A4'],
    title: 'GIẤY CHỨNG NHẬN NGHỈ VIỆC HƯỞNG BẢO HIỂM XÃ HỘI',
    subtitle: 'Số **{number}**',
    hasNationalHead: true,
    number: 'number',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Họ tên', 'patient.name', 'lead'],
          ['Ngày sinh', 'patient.birth'],
          ['Giới tính', 'patient.sex'],
          ['Số định danh cá nhân', 'patient.personalNumber'],
          ['Mã số BHXH', 'socialNumber'],
          ['Đơn vị làm việc', 'employer', 'wide'],
          ['Họ tên cha', 'father', 'wide'],
          ['Họ tên mẹ', 'mother', 'wide'],
        ],
      },
      { kind: 'text', text: 'Chẩn đoán: **{diagnosis}**' },
      { kind: 'text', text: 'Phương pháp điều trị: {treatment}' },
      { kind: 'text', text: 'Đình chỉ thai nghén: {ended}' },
      { kind: 'frame', text: 'Số ngày nghỉ: {days}, từ ngày {from} đến hết ngày {to}' },
      {
        kind: 'sign',
        date: '{date}',
        left: ['Người hưởng nộp giấy này', 'cho đơn vị sử dụng lao động.'],
        signers: [
          {
            role: 'Người hành nghề khám, chữa bệnh',
            name: '{signer.name}',
            licence: 'Số giấy phép hành nghề: {signer.licence}',
          },
        ],
      },
    ],
  },
];
