/** A rule of a site, as its clerk would save it: laboratory tests without their device. */
export const ownRuleForTests = {
  id: 'CS-MAY-XN',
  severity: 'warning',
  table: ['XML3'],
  vi: 'Xét nghiệm làm tại viện phải ghi mã máy.',
  en: 'A laboratory test done here names its device.',
  source: 'Quy định nội bộ của bệnh viện thử',
  expression: "XML3.where(MA_NHOM = '1' and MA_MAY.empty())",
  fires: [
    { table: 'XML3', field: 'MA_NHOM', value: '1' },
    { table: 'XML3', field: 'TEN_DICH_VU', value: 'Công thức máu' },
  ],
  near: [
    { table: 'XML3', field: 'MA_NHOM', value: '1' },
    { table: 'XML3', field: 'MA_MAY', value: 'HH.1.THU01' },
  ],
};
