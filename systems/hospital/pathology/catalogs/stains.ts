export interface Stain {
  readonly code: string;
  readonly name: string;
  /** technical service it is charged as; absent: in the price of the case */
  readonly service?: string;
  /** the antibody has to be named */
  readonly needsMarker?: true;
}

/**
 * Stains of a slide. The first three belong to the case, the others are ordered on a block and charged one by one.
 *
 * @source QĐ 7603/QĐ-BYT (25/12/2018), technical services, chapter XXV (verified in the published list)
 */
export const stains: readonly Stain[] = [
  { code: 'HE', name: 'Hematoxylin - Eosin' },
  { code: 'PAP', name: 'Papanicolaou' },
  { code: 'MGG', name: 'May Grünwald - Giemsa' },
  { code: 'IHC', name: 'Hóa mô miễn dịch', service: '25.0061.1746', needsMarker: true },
  { code: 'PAS', name: 'PAS', service: '25.0035.1753' },
  { code: 'HP', name: 'Giemsa tìm Helicobacter pylori', service: '25.0059.1749' },
  { code: 'ALC', name: 'Xanh Alcian', service: '25.0036.1756' },
  { code: 'MAS', name: 'Ba màu Masson', service: '25.0038.1755' },
  { code: 'CGO', name: 'Đỏ Congo', service: '25.0032.1748' },
  { code: 'GRO', name: 'Grocott', service: '25.0049.1750' },
  { code: 'PER', name: 'Xanh Phổ Perls', service: '25.0050.1754' },
  { code: 'MUC', name: 'Mucicarmin', service: '25.0072.1752' },
];

export const stainOf = (code: string): Stain | undefined => stains.find((one) => one.code === code);
