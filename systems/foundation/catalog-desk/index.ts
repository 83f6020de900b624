import { defineSystem } from '@lienmach/system-kit';
import { catalogApply } from './operations/catalog-apply.ts';
import { catalogDiscard } from './operations/catalog-discard.ts';
import { catalogDraft } from './operations/catalog-draft.ts';
import { catalogs } from './operations/catalogs.ts';
import { closure } from './operations/closure.ts';
import { codeHistory } from './operations/code-history.ts';
import { expand } from './operations/expand.ts';
import { lookup } from './operations/lookup.ts';
import { priceList } from './operations/price-list.ts';
import { subsumes } from './operations/subsumes.ts';
import { translate } from './operations/translate.ts';
import { validateCode } from './operations/validate-code.ts';
import { validateMember } from './operations/validate-member.ts';

export const catalogDesk = defineSystem({
  id: 'catalog-desk',
  title: { vi: 'Danh mục dùng chung', en: 'Shared catalogs' },
  operations: [
    catalogApply,
    catalogDiscard,
    catalogDraft,
    catalogs,
    closure,
    codeHistory,
    expand,
    lookup,
    priceList,
    subsumes,
    translate,
    validateCode,
    validateMember,
  ],
});
