export interface Site {
  readonly code: string;
  readonly name: string;
  /** ICD-O-3 topography */
  readonly topography: string;
}

/**
 * Where specimens come from; a site that is not here is told in words.
 *
 * @source WHO, ICD-O third edition, topography, the codes we are sure of (from memory)
 */
export const sites: readonly Site[] = [
  { code: 'breast', name: 'Vú', topography: 'C50.9' },
  { code: 'cervix', name: 'Cổ tử cung', topography: 'C53.9' },
  { code: 'endometrium', name: 'Nội mạc tử cung', topography: 'C54.1' },
  { code: 'ovary', name: 'Buồng trứng', topography: 'C56.9' },
  { code: 'prostate', name: 'Tuyến tiền liệt', topography: 'C61.9' },
  { code: 'bladder', name: 'Bàng quang', topography: 'C67.9' },
  { code: 'kidney', name: 'Thận', topography: 'C64.9' },
  { code: 'oesophagus', name: 'Thực quản', topography: 'C15.9' },
  { code: 'stomach', name: 'Dạ dày', topography: 'C16.9' },
  { code: 'colon', name: 'Đại tràng', topography: 'C18.9' },
  { code: 'appendix', name: 'Ruột thừa', topography: 'C18.1' },
  { code: 'rectum', name: 'Trực tràng', topography: 'C20.9' },
  { code: 'liver', name: 'Gan', topography: 'C22.0' },
  { code: 'gallbladder', name: 'Túi mật', topography: 'C23.9' },
  { code: 'lung', name: 'Phổi', topography: 'C34.9' },
  { code: 'pleura', name: 'Màng phổi', topography: 'C38.4' },
  { code: 'thyroid', name: 'Tuyến giáp', topography: 'C73.9' },
  { code: 'lymph-node', name: 'Hạch', topography: 'C77.9' },
  { code: 'skin', name: 'Da', topography: 'C44.9' },
  { code: 'soft-tissue', name: 'Mô mềm', topography: 'C49.9' },
  { code: 'peritoneum', name: 'Phúc mạc, dịch ổ bụng', topography: 'C48.2' },
];

export const siteOf = (code: string): Site | undefined => sites.find((one) => one.code === code);
