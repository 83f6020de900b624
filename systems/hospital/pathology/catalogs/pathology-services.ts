/** What is done with a case: tissue in paraffin, tissue frozen while the patient lies open, cells on a slide. */
export type CaseKind = 'histology' | 'frozen' | 'cytology';

/** Whose categories a smear is told in. */
export type CytologyScheme = 'cervical' | 'thyroid';

export interface PathologyService {
  readonly code: string;
  readonly name: string;
  readonly kind: CaseKind;
  /** the first stain of every slide, in the price of the service */
  readonly stain: 'HE' | 'PAP' | 'MGG';
  /** minutes from the specimen's arrival until the final report; of a frozen section: until the answer */
  readonly minutes: number;
  readonly scheme?: CytologyScheme;
}

const HOUR = 60;

/**
 * Technical services that are cases of this room.
 *
 * @source QĐ 7603/QĐ-BYT (25/12/2018), technical services, chapter XXV (verified in the published list); minutes: 20 for a frozen section is usual (from memory), the others our own choice, each laboratory's own
 */
export const pathologyServices: readonly PathologyService[] = [
  {
    code: '25.0030.1751',
    name: 'Mô bệnh học thường quy bệnh phẩm sinh thiết',
    kind: 'histology',
    stain: 'HE',
    minutes: 72 * HOUR,
  },
  { code: '25.0090.1757', name: 'Sinh thiết tức thì bằng cắt lạnh', kind: 'frozen', stain: 'HE', minutes: 20 },
  {
    code: '25.0074.1736',
    name: 'Phiến đồ tế bào cổ tử cung nhuộm Papanicolaou',
    kind: 'cytology',
    stain: 'PAP',
    minutes: 48 * HOUR,
    scheme: 'cervical',
  },
  {
    code: '25.0078.1745',
    name: 'Tế bào học cổ tử cung nhúng dịch (Liqui Prep)',
    kind: 'cytology',
    stain: 'PAP',
    minutes: 48 * HOUR,
    scheme: 'cervical',
  },
  {
    code: '25.0007.1758',
    name: 'Chọc hút kim nhỏ tuyến giáp',
    kind: 'cytology',
    stain: 'MGG',
    minutes: 24 * HOUR,
    scheme: 'thyroid',
  },
  { code: '25.0015.1758', name: 'Chọc hút kim nhỏ các hạch', kind: 'cytology', stain: 'MGG', minutes: 24 * HOUR },
  { code: '25.0019.1758', name: 'Chọc hút kim nhỏ mô mềm', kind: 'cytology', stain: 'MGG', minutes: 24 * HOUR },
  {
    code: '25.0020.1735',
    name: 'Tế bào học dịch màng bụng, màng tim',
    kind: 'cytology',
    stain: 'PAP',
    minutes: 24 * HOUR,
  },
  { code: '25.0022.1735', name: 'Tế bào học nước tiểu', kind: 'cytology', stain: 'PAP', minutes: 24 * HOUR },
  { code: '25.0023.1735', name: 'Tế bào học đờm', kind: 'cytology', stain: 'PAP', minutes: 24 * HOUR },
];

export const serviceOf = (code: string): PathologyService | undefined =>
  pathologyServices.find((one) => one.code === code);
