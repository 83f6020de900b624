export const componentCodes = ['whole-blood', 'red-cells', 'plasma', 'platelets', 'cryo'] as const;
export type ComponentCode = (typeof componentCodes)[number];

export interface Component {
  readonly code: ComponentCode;
  readonly name: string;
  readonly en: string;
  /** days from collection that a label may name at most */
  readonly mostDays: number;
  /** °C */
  readonly storage: readonly [number, number];
  /** `major`: patient's serum with the cells, saline and antiglobulin; `minor`: the other way round, saline; `none` */
  readonly crossmatch: 'major' | 'minor' | 'none';
  /** thawed before it leaves: what comes back is not put into the freezer again */
  readonly isFrozen: boolean;
}

/**
 * Components a hospital keeps.
 *
 * @source TT 26/2013/TT-BYT, storage and shelf life of components (exists: verified; days and degrees from memory)
 */
export const components: readonly Component[] = [
  {
    code: 'whole-blood',
    name: 'Máu toàn phần',
    en: 'Whole blood',
    mostDays: 35,
    storage: [2, 6],
    crossmatch: 'major',
    isFrozen: false,
  },
  {
    code: 'red-cells',
    name: 'Khối hồng cầu',
    en: 'Red cells',
    mostDays: 42,
    storage: [2, 6],
    crossmatch: 'major',
    isFrozen: false,
  },
  {
    code: 'plasma',
    name: 'Huyết tương tươi đông lạnh',
    en: 'Fresh frozen plasma',
    mostDays: 731,
    storage: [-40, -25],
    crossmatch: 'minor',
    isFrozen: true,
  },
  {
    code: 'platelets',
    name: 'Khối tiểu cầu',
    en: 'Platelets',
    mostDays: 5,
    storage: [20, 24],
    crossmatch: 'minor',
    isFrozen: false,
  },
  {
    code: 'cryo',
    name: 'Tủa lạnh yếu tố VIII',
    en: 'Cryoprecipitate',
    mostDays: 731,
    storage: [-40, -25],
    crossmatch: 'none',
    isFrozen: true,
  },
];

export const componentOf = (code: string | undefined): Component | undefined =>
  components.find((one) => one.code === code);
