import { addDays } from '@lienmach/core';
import type { BenefitCard } from './benefit-visit.ts';

/** Days the fund still pays after a card ran out during treatment. */
const GRACE_DAYS = 15;

const coversDay = (card: BenefitCard, day: string): boolean =>
  (card.from === undefined || card.from <= day) && (card.to === undefined || day <= card.to);

export interface CardsInForce {
  readonly cards: readonly BenefitCard[];
  /** last day paid, when the cards ran out during this treatment and only the grace counts */
  readonly graceUntil?: string;
}

/**
 * The cards that count on a day. A card that ran out during treatment counts until discharge, at most 15 days, when no
 * other card is valid.
 *
 * @param day      day of the line, `yyyy-MM-dd`
 * @param arrived  day of arrival
 * @source NĐ 188/2025/NĐ-CP Điều 50 khoản 4; several cards: Điều 21 (secondary)
 */
export function cardsInForce(cards: readonly BenefitCard[], day: string, arrived: string): CardsInForce {
  const valid = cards.filter((card) => coversDay(card, day));
  if (valid.length > 0) return { cards: valid };
  const expired = cards.filter(
    (card) => card.to !== undefined && arrived <= card.to && card.to < day && day <= addDays(card.to, GRACE_DAYS),
  );
  const graceUntil = expired
    .flatMap((card) => (card.to === undefined ? [] : [addDays(card.to, GRACE_DAYS)]))
    .toSorted()
    .at(-1);
  return { cards: expired, ...(graceUntil === undefined ? {} : { graceUntil }) };
}
