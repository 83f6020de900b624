import type { RuleCase } from './rule-case.ts';

const signed =
  '<Signature><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><SignatureValue>AA==</SignatureValue></Signature>';

/** The file and its form. */
export const formCases: readonly RuleCase[] = [
  ['ENV-01', 'envelope/doctype', '<!DOCTYPE a>', ''],
  ['ENV-02', 'envelope/facility', '9901', '99001'],
  ['ENV-03', 'envelope/made', '20261121', '20261120'],
  ['ENV-03', 'envelope/made', '20261031x', '20261031'],
  ['ENV-04', 'envelope/count', '2', '1'],
  ['ENV-05', 'envelope/isSending', true, false, { 'envelope/second': 'LK-THU-2', 'envelope/count': '2' }],
  ['ENV-06', 'envelope/extraKind', 'XML99', ''],
  ['ENV-06', 'envelope/extraKind', 'XML2', ''],
  ['ENV-07', 'envelope/firstKind', 'XML5', 'XML1'],
  ['ENV-08', 'envelope/spoil', '!', ''],
  ['ENV-09', 'envelope/signature', '', signed, { 'envelope/isSending': true }],
  ['ENV-10', 'envelope/extraKind', 'XML12', ''],
  ['STR-01', 'envelope/remarkName', 'GHI_CHU_KHAC', 'GHI_CHU'],
  ['STR-02', 'XML1/0/MA_BENH_CHINH', 'I10.9999', 'I10.999'],
  ['STR-03', 'XML1/0/LY_DO_VV', '', 'Mệt'],
  ['STR-03', 'XML1/0/MA_BENH_CHINH', '', 'I10'],
  ['STR-04', 'XML2/0/LIEU_DUNG', '', 'Ngày 1 viên'],
  ['STR-05', 'XML1/0/T_BHTT', '400,000', '400000'],
  ['STR-06', 'XML1/0/NGAY_RA', '202609310800', '202609300800'],
  ['STR-06', 'XML1/0/NGAY_TAI_KHAM', '20260931', '20260930'],
  ['STR-07', 'XML1/0/KET_QUA_DTRI', '9', '8'],
  ['STR-07', 'XML1/0/MA_DOITUONG_KCB', '7.1', '7.2'],
  ['STR-08', 'XML1/0/HO_TEN', 'Trần  Đình Thử', 'Trần Đình Thử'],
  ['STR-09', 'XML1/0/MA_BENH_KT', 'E78.5;', 'E78.5'],
  ['STR-10', 'XML2/0/MA_LK', 'LK-KHAC', 'LK-THU-1'],
  ['STR-11', 'envelope/second', 'LK-THU-1', 'LK-THU-2', { 'envelope/count': '2' }],
  ['STR-12', 'XML3/1/STT', '3', '2'],
  ['STR-13', 'XML7/0/DU_PHONG', 'x'.repeat(4001), 'x'.repeat(4000)],
];
