import type { Layout } from '@lienmach/documents';

/**
 * The summary of a finished visit, as it was signed.
 *
 * @source TT 25/2025/TT-BYT, annex II, form 03 (record summary): fields (secondary); national head on it (from memory)
 */
export const summaryLayouts: readonly Layout[] = [
  {
    form: 'TTBA',
    version: '2025.1',
    law: 'TT 25/2025/TT-BYT, phụ lục II, mẫu 03',
    validFrom: '2015-01-01',
    papers: ['A4'],
    title: 'TÓM TẮT HỒ SƠ BỆNH ÁN',
    subtitle: 'Số hồ sơ **{number}**',
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
          ['Điện thoại', 'patient.phone'],
          ['Địa chỉ', 'patient.address', 'wide'],
          ['Vào khám', 'began'],
          ['Ra về', 'ended'],
        ],
      },
      {
        kind: 'each',
        each: 'sections',
        blocks: [
          { kind: 'text', text: '**{title}**' },
          { kind: 'each', each: 'lines', blocks: [{ kind: 'text', text: '{text}' }] },
        ],
      },
      {
        kind: 'sign',
        date: '{date}',
        left: ['Bản in của tài liệu điện tử đã ký số.', 'Quét mã để kiểm tra.'],
        signers: [
          {
            role: 'Bác sĩ điều trị',
            name: '{signer.name}',
            signed: ['Đã ký số: {signer.name}', '{signer.time}', 'Số giấy phép hành nghề: {signer.licence}'],
          },
        ],
      },
    ],
  },
];
