import { isInsuranceCoverage } from '@lienmach/core';
import type { Subscription } from '@lienmach/system-kit';
import { cardQuestion, questionKey } from '../rules/card-question.ts';

/** A patient has arrived: the card is looked up behind the desk, once a day. A site without the gateway does not ask. */
export const onVisitArrived: Subscription<'Encounter'> = {
  id: 'on-visit-arrived',
  on: 'Encounter',
  when: ({ status }) => status === 'arrived',
  actAs: ['claims-clerk'],

  async react(ctx, { subject }) {
    if (ctx.services.find('bhyt-gateway') === undefined || subject?.reference === undefined) return;
    const cards = await ctx.store.search('Coverage', `beneficiary=${subject.reference}&status=active`, 20);
    for (const card of cards.filter(isInsuranceCoverage)) {
      const key = questionKey(card.id ?? '', 'validation', ctx.now(), false);
      await ctx.store.createIfNone(key, cardQuestion(card, 'validation', ctx.now()));
    }
  },
};
