import type { Layout } from '@lienmach/documents';

/**
 * The statement of costs at the end of a visit: every line, who pays how much of it.
 *
 * @source QĐ 6556/QĐ-BYT (30/10/2018), form 01/KBCB (from memory); columns are fewer than the form's, the arrangement is
 *   our own (unsure)
 */
export const costStatementLayouts: readonly Layout[] = [
  {
    form: 'BK01',
    version: '2018.1',
    law: 'QĐ 6556/QĐ-BYT (30/10/2018), mẫu 01/KBCB',
    validFrom: '2015-01-01',
    papers: ['A4'],
    title: 'BẢNG KÊ CHI PHÍ KHÁM BỆNH, CHỮA BỆNH',
    subtitle: 'Số hồ sơ **{number}** · {state}',
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
          ['Thẻ BHYT', 'card'],
          ['Địa chỉ', 'patient.address', 'wide'],
          ['Đến khám lúc', 'began'],
          ['Kết thúc lúc', 'ended'],
        ],
      },
      {
        kind: 'table',
        each: 'lines',
        isSmall: true,
        columns: [
          { head: 'TT', text: '{index}', align: 'center' },
          { head: 'Nội dung', text: '{name}', width: '*' },
          { head: 'ĐVT', text: '{unit}' },
          { head: 'SL', text: '{quantity}', align: 'right' },
          { head: 'Thành tiền', text: '{hospital}', align: 'right' },
          { head: 'Quỹ BHYT', text: '{insurer}', align: 'right' },
          { head: 'Cùng trả', text: '{coPaid}', align: 'right' },
          { head: 'Tự trả', text: '{selfPaid}', align: 'right' },
        ],
        foot: ['', 'Cộng', '', '', '{total.hospital}', '{total.insurer}', '{total.coPaid}', '{total.selfPaid}'],
      },
      { kind: 'text', text: 'Đơn vị tính của các cột tiền: đồng.', size: 'small' },
      { kind: 'text', text: 'Người bệnh phải trả: **{payable}** ({payableWords}).' },
      { kind: 'text', text: 'Đã thu: **{paid}**. Còn phải trả: **{due}**.' },
      {
        kind: 'sign',
        date: '{date}',
        signers: [{ role: 'Người bệnh hoặc người nhà' }, { role: 'Người lập bảng kê', name: '{maker}' }],
      },
    ],
  },
];
