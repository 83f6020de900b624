import type { Layout } from '@lienmach/documents';

/**
 * The prescription on A5: the fields the law asks for, in the order of the form.
 *
 * @source TT 26/2025/TT-BYT, annexes I-III and art. 6 (secondary); TT 32/2023/TT-BYT, art. 52: no abbreviations on papers
 *   handed to patients (secondary)
 */
export const prescriptionLayouts: readonly Layout[] = [
  {
    form: 'DT',
    version: '2025.1',
    law: 'TT 26/2025/TT-BYT, phụ lục I đến III',
    validFrom: '2025-07-01',
    papers: ['A5', 'A4'],
    title: '{title}',
    subtitle: 'Mã đơn thuốc: **{code}** · mua thuốc đến hết ngày **{until}**',
    number: 'code',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Họ tên', 'patient.name', 'lead'],
          ['Ngày sinh', 'birth'],
          ['Giới tính', 'patient.sex'],
          ['Số định danh cá nhân', 'patient.personalNumber'],
          ['Cân nặng', 'weight'],
          ['Thẻ bảo hiểm y tế', 'card'],
          ['Địa chỉ', 'patient.address', 'wide'],
          ['Người đưa trẻ đến khám', 'adult', 'wide'],
        ],
      },
      { kind: 'text', text: 'Chẩn đoán: **{diagnoses}**' },
      { kind: 'frame', text: 'DỊ ỨNG: {allergies}' },
      { kind: 'rule' },
      {
        kind: 'items',
        each: 'lines',
        name: '**{name}**',
        right: '{quantity}',
        boxes: [
          ['Sáng', 'morning'],
          ['Trưa', 'noon'],
          ['Chiều', 'afternoon'],
          ['Tối', 'evening'],
        ],
        note: '{note}',
      },
      { kind: 'rule' },
      { kind: 'text', text: 'Cộng: **{count}** ({countWords}). Phần trống dưới dòng này không có thuốc.' },
      { kind: 'text', text: '**Lời dặn:** {advice}' },
      {
        kind: 'sign',
        date: '{date}',
        left: ['Quét mã để kiểm tra đơn thuốc.', 'Khám lại xin mang theo đơn này.'],
        signers: [
          {
            role: 'Bác sĩ khám bệnh',
            name: '{prescriber.name}',
            licence: 'Số giấy phép hành nghề: {prescriber.licence}',
          },
        ],
      },
    ],
  },
];
