import type { Context, Operation } from '@lienmach/system-kit';
import type { Reference } from 'fhir/r4';
import {
  type CardPurpose,
  type CardStanding,
  cardQuestion,
  cardStanding,
  isAbout,
  isAsked,
  questionKey,
} from '../rules/card-question.ts';
import { gatewayOf } from './ask-gateway.ts';

interface CheckedCard extends CardStanding {
  /** the answer this rests on */
  readonly response?: Reference;
  /** a question to the gateway is on its way; false after an answer that is not clear, too: it may be asked again */
  readonly asking: boolean;
}

/** Answers that are looked at, newest first. */
const LATEST = 20;

/** Answers to questions about one card, newest first. */
export async function answersAbout({ store }: Context, patient: string, coverage: string, purpose: CardPurpose) {
  const { items } = await store.page(
    'CoverageEligibilityResponse',
    `patient=${patient}&_sort=-created&_count=${LATEST}`,
  );
  return items.filter((one) => isAbout(one, coverage, purpose));
}

/**
 * POST Coverage/{id}/$check-card: what is known of a card, at once. Where nothing is known of today a question goes out
 * behind; nobody at a desk ever waits for the gateway.
 */
export const checkCard: Operation<{ readonly again?: boolean }, CheckedCard> = {
  definition: {
    code: 'check-card',
    title: { vi: 'Tra cứu thẻ BHYT', en: 'Look up an insurance card' },
    resource: ['Coverage'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'again', use: 'in', min: 0, max: '1', type: 'boolean' },
      { name: 'state', use: 'out', min: 1, max: '1', type: 'code' },
      { name: 'text', use: 'out', min: 1, max: '1', type: 'string' },
      { name: 'advice', use: 'out', min: 1, max: '1', type: 'string' },
      { name: 'code', use: 'out', min: 0, max: '1', type: 'string' },
      { name: 'at', use: 'out', min: 0, max: '1', type: 'dateTime' },
      { name: 'response', use: 'out', min: 0, max: '1', type: 'Reference' },
      { name: 'asking', use: 'out', min: 1, max: '1', type: 'boolean' },
    ],
    allow: ['registrar', 'nurse', 'claims-clerk', 'cashier'],
    // a nurse or cashier sees what is said of the card, not the answer behind it
    readsAs: ['claims-clerk'],
  },
  async run(ctx, id, { again = false }) {
    gatewayOf(ctx);
    const coverage = await ctx.store.read('Coverage', id);
    const key = questionKey(id, 'validation', ctx.now(), again);
    const question = await ctx.store.createIfNone(key, cardQuestion(coverage, 'validation', ctx.now(), again));
    const answers = await answersAbout(ctx, coverage.beneficiary.reference ?? '', id, 'validation');
    const last = answers.find(({ outcome }) => outcome === 'complete');
    return {
      ...cardStanding(answers),
      ...(last === undefined ? {} : { response: { reference: `CoverageEligibilityResponse/${last.id}` } }),
      asking: isAsked(question, answers),
    };
  },
};
