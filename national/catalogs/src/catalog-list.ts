import { codeSystems, parseVnDate, present, priceClasses } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import type { CatalogDefinition, CatalogRow } from './catalog-definition.ts';
import { isCommonDisease } from './common-diseases.ts';
import { errors } from './errors.ts';

const text = (row: CatalogRow, column: string): string => (row[column] ?? '').trim();

/** the given columns as properties; empty ones are left out */
const properties = (row: CatalogRow, names: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(names).flatMap(([property, column]) =>
      text(row, column) === '' ? [] : [[property, text(row, column)]],
    ),
  );

const flags = (row: CatalogRow): Record<string, boolean> =>
  Object.fromEntries(
    text(row, 'flags')
      .split(/\s+/)
      .filter(Boolean)
      .map((flag) => [flag, true]),
  );

const marks: Readonly<Record<string, string>> = { '†': 'dagger', '*': 'asterisk' };

/**
 * From when to when a row of a price list or drug list holds, as files write dates: 2026-01-31 or 31/01/2026.
 *
 * @throws catalogs.badDay: a database would read 01/02/2026 as the second of January
 */
function period(row: CatalogRow): { validFrom?: string; validTo?: string } {
  const day = (column: string): string | undefined => {
    const written = text(row, column);
    if (written === '') return undefined;
    const refuse = () => errors.badDay({ at: column, code: text(row, 'code'), day: written.slice(0, 20) });
    try {
      const read = parseVnDate(written);
      if (read.length === 10) return read;
    } catch (thrown) {
      throw isFhirError(thrown) ? refuse() : thrown;
    }
    throw refuse();
  };
  return present({ validFrom: day('validFrom'), validTo: day('validTo') });
}

/** A short number with three decimals looks like thousands: whoever means them writes a fourth, `850.1250`. */
const PRICE = /^(\d{1,12}(\.\d{1,2})?|\d{4,12}\.\d{3}|\d{1,12}\.\d{3}0)$/;

/**
 * Prices of a row: plain decimals of đồng. `50.000` could be fifty đồng or fifty thousand, so it is refused.
 *
 * @throws catalogs.badPrice
 */
function prices(row: CatalogRow): Record<string, string> {
  const found = properties(row, Object.fromEntries(priceClasses.map(({ property }) => [property, property])));
  for (const [column, price] of Object.entries(found)) {
    if (!PRICE.test(price)) {
      throw errors.badPrice({ at: column, code: text(row, 'code'), price: price.slice(0, 20) });
    }
  }
  return found;
}

/** what others than those who pay by themselves pay */
const otherPrices = priceClasses.flatMap(({ property }) => (property === 'price' ? [] : [property]));

/**
 * Every national list the platform can read, in loading order.
 *
 * @source TT 06/2026/TT-BYT (ICD-10), TT 23/2024/TT-BYT (techniques), QĐ 7603/QĐ-BYT and its annexes, QĐ 19/2025/QĐ-TTg
 *   (two-level administrative units) (verified in public copies; columns are ours)
 */
export const catalogList: readonly CatalogDefinition[] = [
  {
    name: 'provinces',
    title: { vi: 'Tỉnh, thành phố', en: 'Provinces' },
    system: codeSystems.province,
    format: 'json',
    columns: ['code', 'name', 'fullName'],
    codePattern: /^\d{2}$/,
    concept: (row) => ({
      code: text(row, 'code'),
      display: text(row, 'fullName'),
      properties: properties(row, { name: 'name', type: 'type' }),
      validFrom: '2025-07-01',
    }),
    source: 'QĐ 19/2025/QĐ-TTg; NQ 30/2026/QH16',
  },
  {
    name: 'communes',
    title: { vi: 'Xã, phường, đặc khu', en: 'Communes' },
    system: codeSystems.commune,
    format: 'csv',
    columns: ['code', 'name', 'type', 'provinceCode'],
    codePattern: /^\d{5}$/,
    concept: (row) => ({
      code: text(row, 'code'),
      display: `${text(row, 'type')} ${text(row, 'name')}`,
      properties: properties(row, { name: 'name', type: 'type', parent: 'provinceCode' }),
      validFrom: '2025-07-01',
    }),
    source: 'QĐ 19/2025/QĐ-TTg',
  },
  {
    name: 'ethnic-groups',
    title: { vi: 'Dân tộc', en: 'Ethnic groups' },
    system: codeSystems.ethnicGroup,
    format: 'json',
    rowsAt: 'groups',
    columns: ['code', 'vi'],
    codePattern: /^\d{2}$/,
    concept: (row) => ({ code: text(row, 'code'), display: text(row, 'vi'), properties: {} }),
    source: 'QĐ 121-TCTK/PPCĐ (02/03/1979)',
  },
  {
    name: 'countries',
    title: { vi: 'Quốc gia', en: 'Countries' },
    system: codeSystems.country,
    format: 'json',
    columns: ['alpha2', 'alpha3', 'numeric', 'vi'],
    codePattern: /^\d{3}$/,
    concept: (row) => ({
      code: text(row, 'numeric'),
      display: text(row, 'vi'),
      properties: properties(row, { alpha2: 'alpha2', alpha3: 'alpha3' }),
    }),
    source: 'ISO 3166-1',
  },
  {
    name: 'icd10',
    title: { vi: 'Bệnh tật theo ICD-10', en: 'ICD-10 diseases' },
    system: codeSystems.icd10,
    format: 'csv',
    columns: ['code', 'mark', 'vi', 'flags'],
    codePattern: /^[A-Z]\d{2}(\.\d{1,3})?$/,
    concept: (row) => ({
      code: text(row, 'code'),
      display: text(row, 'vi'),
      properties: {
        ...flags(row),
        ...(isCommonDisease(text(row, 'code')) ? { common: true } : {}),
        ...(marks[text(row, 'mark')] ? { mark: marks[text(row, 'mark')] ?? '' } : {}),
        ...properties(row, { listedIn: 'src' }),
      },
    }),
    source: 'TT 06/2026/TT-BYT (02/04/2026)',
  },
  {
    name: 'services-tt23',
    title: { vi: 'Danh mục kỹ thuật (TT 23/2024)', en: 'Techniques of circular 23/2024' },
    system: codeSystems.servicesTt23,
    format: 'csv',
    columns: ['no', 'code', 'name', 'chapter', 'qd7603'],
    codePattern: /^\d{1,5}$/,
    concept: (row) => ({
      code: text(row, 'no'),
      display: text(row, 'name'),
      properties: properties(row, { printedCode: 'code', chapter: 'chapter', services7603: 'qd7603' }),
      validFrom: '2025-01-01',
    }),
    source: 'TT 23/2024/TT-BYT, phụ lục 1',
  },
  {
    name: 'services-7603',
    title: { vi: 'Dịch vụ kỹ thuật tương đương (QĐ 7603)', en: 'Services of decision 7603' },
    system: codeSystems.services7603,
    format: 'csv',
    columns: ['code', 'name', 'level', 'class', 'chapter', 'tt23'],
    concept: (row) => ({
      code: text(row, 'code'),
      display: text(row, 'name'),
      properties: properties(row, { level: 'level', class: 'class', chapter: 'chapter', tt43: 'tt43', tt23: 'tt23' }),
    }),
    source: 'QĐ 7603/QĐ-BYT (2018), phụ lục 1',
  },
  {
    name: 'ingredients',
    title: { vi: 'Hoạt chất', en: 'Active ingredients' },
    system: codeSystems.ingredient,
    format: 'csv',
    columns: ['code', 'name'],
    concept: (row) => ({ code: text(row, 'code'), display: text(row, 'name'), properties: {} }),
    source: 'QĐ 7603/QĐ-BYT, phụ lục 5',
  },
  {
    name: 'drug-products',
    title: { vi: 'Thuốc theo số đăng ký', en: 'Drug products' },
    system: codeSystems.drugProduct,
    format: 'csv',
    columns: ['reg', 'name', 'ingCode', 'ing', 'routeCode', 'strength'],
    concept: (row) => ({
      code: text(row, 'reg'),
      display: text(row, 'name'),
      properties: properties(row, {
        registration: 'reg',
        ingredient: 'ingCode',
        ingredientName: 'ing',
        route: 'routeCode',
        routeName: 'route',
        strength: 'strength',
        pack: 'pack',
        maker: 'maker',
        country: 'country',
      }),
    }),
    source: 'QĐ 7603/QĐ-BYT, phụ lục 5',
  },
  {
    name: 'routes',
    title: { vi: 'Đường dùng thuốc', en: 'Routes of administration' },
    system: codeSystems.route,
    format: 'csv',
    columns: ['code', 'name'],
    concept: (row) => ({ code: text(row, 'code'), display: text(row, 'name'), properties: {} }),
    source: 'QĐ 7603/QĐ-BYT, phụ lục 13',
  },
  {
    name: 'service-prices',
    title: { vi: 'Bảng giá dịch vụ của cơ sở', en: 'Service prices of the site' },
    system: codeSystems.services7603,
    format: 'csv',
    columns: ['code', 'name', 'price', 'unit', 'group', 'validFrom', 'validTo'],
    optional: [...otherPrices, 'decision', 'device'],
    concept: (row) => ({
      code: text(row, 'code'),
      display: text(row, 'name'),
      properties: {
        ...prices(row),
        ...properties(row, { unit: 'unit', group: 'group', decision: 'decision', device: 'device' }),
      },
      ...period(row),
    }),
    source: 'Quyết định giá của cơ sở',
  },
  {
    name: 'formulary',
    title: { vi: 'Danh mục thuốc của cơ sở', en: 'Formulary of the site' },
    system: codeSystems.drugProduct,
    format: 'csv',
    columns: ['code', 'name', 'ingredient', 'strength', 'unit', 'route', 'price', 'validFrom', 'validTo'],
    concept: (row) => ({
      code: text(row, 'code'),
      display: text(row, 'name'),
      properties: {
        ...prices(row),
        ...properties(row, {
          ingredient: 'ingredient',
          ingredientName: 'ingredientName',
          strength: 'strength',
          unit: 'unit',
          route: 'route',
          routeName: 'routeName',
          group: 'group',
          registration: 'registration',
          tender: 'tender',
          controlClass: 'controlClass',
          payRatio: 'payRatio',
        }),
      },
      ...period(row),
    }),
    source: 'Danh mục thuốc của cơ sở',
  },
  {
    name: 'practitioners',
    title: { vi: 'Người hành nghề của cơ sở', en: 'Practitioners of the site' },
    system: codeSystems.practitioner,
    format: 'csv',
    columns: ['code', 'name', 'title', 'validFrom', 'validTo'],
    concept: (row) => ({
      code: text(row, 'code'),
      display: text(row, 'name'),
      properties: properties(row, { title: 'title', hours: 'hours', scope: 'scope' }),
      ...period(row),
    }),
    source: 'Danh sách đăng ký hành nghề của cơ sở',
  },
  {
    name: 'departments',
    title: { vi: 'Khoa phòng của cơ sở', en: 'Departments of the site' },
    system: codeSystems.department,
    format: 'csv',
    columns: ['code', 'name', 'validFrom', 'validTo'],
    concept: (row) => ({ code: text(row, 'code'), display: text(row, 'name'), properties: {}, ...period(row) }),
    source: 'Danh mục khoa phòng của cơ sở',
  },
  {
    name: 'facilities',
    title: { vi: 'Cơ sở khám bệnh, chữa bệnh', en: 'Health facilities' },
    system: codeSystems.facility,
    format: 'csv',
    columns: ['code', 'name', 'validFrom', 'validTo'],
    codePattern: /^\w{5}$/,
    concept: (row) => ({ code: text(row, 'code'), display: text(row, 'name'), properties: {}, ...period(row) }),
    source: 'Danh mục mã cơ sở khám bệnh, chữa bệnh',
  },
];
