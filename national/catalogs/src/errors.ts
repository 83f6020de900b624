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
});
