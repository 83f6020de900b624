import type { Layout } from '@lienmach/documents';

/**
 * Referral to another facility.
 *
 * @source TT 01/2025/TT-BYT, annex: form of the referral slip (from memory); QĐ 3176/QĐ-BYT (29/10/2024), table 13: fields (secondary)
 */
export const referralLayouts: readonly Layout[] = [
  {
    form: 'PCCS',
    version: '2025.1',
    law: 'TT 01/2025/TT-BYT, phụ lục',
    validFrom: '2015-01-01',
    papers: ['A4', 'A5'],
    title: 'PHIẾU CHUYỂN CƠ SỞ KHÁM BỆNH, CHỮA BỆNH',
    subtitle: 'Số **{number}**',
    hasNationalHead: true,
    number: 'number',
    blocks: [
      { kind: 'text', text: 'Kính gửi: **{to}**' },
      {
        kind: 'facts',
        facts: [
          ['Họ tên', 'patient.name', 'lead'],
          ['Ngày sinh', 'patient.birth'],
          ['Giới tính', 'patient.sex'],
          ['Số định danh cá nhân', 'patient.personalNumber'],
          ['Điện thoại', 'patient.phone'],
          ['Địa chỉ', 'patient.address', 'wide'],
        ],
      },
      {
        kind: 'each',
        each: 'parts',
        blocks: [
          { kind: 'text', text: '**{title}**' },
          { kind: 'each', each: 'lines', blocks: [{ kind: 'text', text: '{text}' }] },
        ],
      },
      { kind: 'text', text: '**Lý do chuyển:** {reason}' },
      { kind: 'text', text: 'Phương tiện vận chuyển: {transport}' },
      { kind: 'text', text: 'Người hộ tống: {escort}' },
      {
        kind: 'sign',
        date: '{date}',
        signers: [
          {
            role: 'Bác sĩ khám, điều trị',
            name: '{signer.name}',
            licence: 'Số giấy phép hành nghề: {signer.licence}',
          },
          { role: 'Người có thẩm quyền chuyển', name: '' },
        ],
      },
    ],
  },
];
