import { defineSystem } from '@lienmach/system-kit';
import { expand } from './operations/expand.ts';
import { lookup } from './operations/lookup.ts';
import { validateCode } from './operations/validate-code.ts';

export const catalogDesk = defineSystem({
  id: 'catalog-desk',
  title: { vi: 'Danh mục dùng chung', en: 'Shared catalogs' },
  operations: [expand, lookup, validateCode],
});
