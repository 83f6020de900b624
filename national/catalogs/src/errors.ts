import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('catalogs', {
  unknownCatalog: {
    issue: 'not-found',
    vi: 'Không có danh mục tên "{name}".',
    en: 'no catalog called {name}; known: {known}',
  },
  missingColumn: {
    issue: 'structure',
    vi: 'Tệp danh mục thiếu cột "{column}".',
    en: 'the file has no column {column}',
  },
  unreadableFile: { issue: 'structure', vi: 'Không đọc được tệp danh mục.', en: 'the catalog file cannot be read' },
  badCode: {
    issue: 'code-invalid',
    vi: 'Mã "{code}" không đúng dạng của danh mục này.',
    en: 'code {code} has not the form of this catalog',
  },
  badPrice: {
    issue: 'value',
    vi: 'Mã {code}: giá “{price}” không rõ. Ghi số đồng, không dấu ngăn nghìn, ví dụ 50000 hoặc 1250.5.',
    en: 'a price is a plain decimal; 50.000 could mean fifty or fifty thousand',
  },
  badDay: {
    issue: 'value',
    vi: 'Mã {code}: ngày hiệu lực “{day}” không rõ. Ghi đủ ngày tháng năm, ví dụ 2026-01-01.',
    en: 'a period needs whole calendar dates',
  },
});
