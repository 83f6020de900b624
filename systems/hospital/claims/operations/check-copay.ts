import type { Operation } from '@lienmach/system-kit';
import type { Money } from 'fhir/r4';
import { cardQuestion, isAsked, questionKey } from '../rules/card-question.ts';
import { gatewayOf } from './ask-gateway.ts';
import { answersAbout } from './check-card.ts';

interface Copay {
  /** what was co-paid this year, as far as the gateway knows */
  readonly accumulated?: Money;
  /** the gateway's own remark, always shown: its data lag */
  readonly remark?: string;
  readonly at?: string;
  readonly asking: boolean;
}

/** POST Coverage/{id}/$check-copay: co-payments of the year as the gateway knows them, at once; asked for behind, once a day. */
export const checkCopay: Operation<{ readonly again?: boolean }, Copay> = {
  definition: {
    code: 'check-copay',
    title: { vi: 'Tra cứu lũy kế cùng chi trả', en: 'Look up co-payments of the year' },
    resource: ['Coverage'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'again', use: 'in', min: 0, max: '1', type: 'boolean' },
      { name: 'accumulated', use: 'out', min: 0, max: '1', type: 'Money' },
      { name: 'remark', use: 'out', min: 0, max: '1', type: 'string' },
      { name: 'at', use: 'out', min: 0, max: '1', type: 'dateTime' },
      { name: 'asking', use: 'out', min: 1, max: '1', type: 'boolean' },
    ],
    allow: ['registrar', 'claims-clerk', 'cashier'],
    readsAs: ['claims-clerk'],
  },
  async run(ctx, id, { again = false }) {
    gatewayOf(ctx);
    const coverage = await ctx.store.read('Coverage', id);
    const key = questionKey(id, 'benefits', ctx.now(), again);
    const question = await ctx.store.createIfNone(key, cardQuestion(coverage, 'benefits', ctx.now(), again));
    const answers = await answersAbout(ctx, coverage.beneficiary.reference ?? '', id, 'benefits');
    const last = answers.find(({ outcome }) => outcome === 'complete');
    const accumulated = last?.insurance?.[0]?.item?.[0]?.benefit?.[0]?.usedMoney;
    return {
      ...(accumulated === undefined ? {} : { accumulated }),
      ...(last?.disposition === undefined ? {} : { remark: last.disposition }),
      ...(last === undefined ? {} : { at: last.created }),
      asking: isAsked(question, answers),
    };
  },
};
