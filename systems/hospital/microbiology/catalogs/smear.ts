/**
 * What a direct smear (Gram) can show, in the words of the report.
 *
 * @source none: own list after laboratory practice
 */
export const smearFindings: readonly { readonly code: string; readonly name: string; readonly english: string }[] = [
  { code: 'wbc', name: 'Bạch cầu đa nhân', english: 'Polymorphs' },
  { code: 'epi', name: 'Tế bào biểu mô', english: 'Epithelial cells' },
  { code: 'gpc-cluster', name: 'Cầu khuẩn Gram dương xếp chùm', english: 'Gram-positive cocci in clusters' },
  { code: 'gpc-chain', name: 'Cầu khuẩn Gram dương xếp chuỗi', english: 'Gram-positive cocci in chains' },
  { code: 'gpdc', name: 'Song cầu khuẩn Gram dương', english: 'Gram-positive diplococci' },
  { code: 'gpb', name: 'Trực khuẩn Gram dương', english: 'Gram-positive rods' },
  { code: 'gnb', name: 'Trực khuẩn Gram âm', english: 'Gram-negative rods' },
  { code: 'gndc', name: 'Song cầu khuẩn Gram âm', english: 'Gram-negative diplococci' },
  { code: 'yeast', name: 'Nấm men', english: 'Yeasts' },
];

export const amounts: readonly { readonly code: string; readonly name: string; readonly english: string }[] = [
  { code: 'none', name: 'không thấy', english: 'none seen' },
  { code: '1+', name: 'ít (1+)', english: 'few (1+)' },
  { code: '2+', name: 'vừa (2+)', english: 'moderate (2+)' },
  { code: '3+', name: 'nhiều (3+)', english: 'many (3+)' },
];

/** `Trực khuẩn Gram âm: nhiều (3+)` */
export const smearText = (findings: readonly { readonly finding: string; readonly amount: string }[]): string =>
  findings
    .map(({ finding, amount }) => {
      const name = smearFindings.find(({ code }) => code === finding)?.name ?? finding;
      return `${name}: ${amounts.find(({ code }) => code === amount)?.name ?? amount}`;
    })
    .join('; ');
