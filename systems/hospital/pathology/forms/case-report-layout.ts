import type { Layout } from '@lienmach/documents';

/**
 * The report of a case.
 *
 * @source TT 32/2023/TT-BYT, annexes: report of histopathology and cytology (exists: secondary; layout from memory)
 */
export const caseReportLayouts: readonly Layout[] = [
  {
    form: 'GPB',
    version: '2023.1',
    law: 'TT 32/2023/TT-BYT, phiếu kết quả giải phẫu bệnh',
    validFrom: '2015-01-01',
    papers: ['A4', 'A5'],
    title: '{title}',
    subtitle: 'Số **{number}** **{stage}**',
    number: 'number',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Họ tên', 'patient.name', 'lead'],
          ['Ngày sinh', 'patient.birth'],
          ['Giới tính', 'patient.sex'],
          ['Bác sĩ chỉ định', 'doctor', 'wide'],
          ['Yêu cầu', 'test', 'wide'],
          ['Lâm sàng', 'clinical', 'wide'],
          ['Nhận bệnh phẩm', 'received', 'wide'],
        ],
      },
      {
        kind: 'table',
        each: 'containers',
        columns: [
          { head: 'Lọ', text: '{label}', align: 'center', width: 12 },
          { head: 'Bệnh phẩm', text: '{what}', width: '*' },
          { head: 'Vị trí', text: '{site}', width: 34 },
          { head: 'Lấy lúc', text: '{collected}', width: 30 },
          { head: 'Cố định', text: '{fixed}', width: 30 },
        ],
      },
      { kind: 'text', text: '**Đại thể:** {gross}' },
      { kind: 'text', text: '**Vi thể:** {microscopy}' },
      { kind: 'text', text: '**Nhuộm đặc biệt:** {stains}' },
      { kind: 'text', text: '**Sinh thiết tức thì:** {frozen}' },
      { kind: 'text', text: '**Chất lượng phiến đồ:** {adequacy}' },
      { kind: 'text', text: '**Phân loại ({edition}):** {category}' },
      { kind: 'frame', text: 'CHẨN ĐOÁN: {diagnosis}' },
      {
        kind: 'each',
        each: 'synoptic',
        blocks: [{ kind: 'text', text: '{label}: **{value}**' }],
      },
      {
        kind: 'each',
        each: 'addenda',
        blocks: [{ kind: 'text', text: '**BỔ SUNG** {at}: {text}' }],
      },
      {
        kind: 'each',
        each: 'earlier',
        blocks: [{ kind: 'text', text: '**ĐÃ SỬA.** Kết quả trả {at}: {text} Bản in trước không còn giá trị.' }],
      },
      {
        kind: 'sign',
        date: '{date}',
        left: ['Kết quả chỉ đúng với bệnh phẩm đã nhận.'],
        signers: [
          { role: 'Người đọc thứ hai', name: '{second}' },
          { role: 'Bác sĩ đọc kết quả', name: '{reader.name}', licence: '{reader.licence}' },
        ],
      },
    ],
  },
];
