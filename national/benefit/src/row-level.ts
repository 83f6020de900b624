import { formatVnDate } from '@lienmach/core';
import type { BenefitCard } from './benefit-visit.ts';
import { type CardRate, cardRate } from './card-rate.ts';
import type { CardsInForce } from './cards-in-force.ts';
import { type Entitlement, routeRatio } from './entitlements.ts';
import { percentWords } from './rate-text.ts';

export interface RowSituation {
  readonly entitlement: Entitlement;
  readonly inpatient: boolean;
  /** day of the line, `yyyy-MM-dd` */
  readonly day: string;
  readonly inForce: CardsInForce;
  /** the visit's in-scope total is strictly below 15 % of the base salary */
  readonly isLowCost: boolean;
  /** the co-payment exemption of the year is running at the time of the line */
  readonly isExempt: boolean;
}

export interface RowLevel {
  /** MUC_HUONG in hundredths of a percent: 4750 = 47.5 % */
  readonly level: number;
  readonly because: readonly string[];
}

const cardWords = ({ number }: BenefitCard, rate: CardRate): string =>
  rate.printedDigit === undefined
    ? `Thẻ nhóm ${number.slice(0, 2)}, mức ${rate.digit}: ${rate.meaning}`
    : `Thẻ nhóm ${number.slice(0, 2)} in mức ${rate.printedDigit} được tính mức ${rate.digit}: ${rate.meaning}`;

/** The best card of several: the one whose rate is highest on the day. */
function bestCard(cards: readonly BenefitCard[], day: string): { rate: number; words: string } | undefined {
  let best: { rate: number; words: string } | undefined;
  for (const card of cards) {
    const found = cardRate(card.number, day);
    if (found !== undefined && (best === undefined || found.rate > best.rate))
      best = { rate: found.rate, words: cardWords(card, found) };
  }
  return best;
}

/**
 * What part of the in-scope amount of a line the fund pays: card rate × route ratio, with three ways to a full card rate
 * (primary level, low cost, exemption of the year).
 *
 * Below the 15 % threshold an off-route visit keeps its route ratio (level = ratio, not 100 %).
 *
 * @returns level 0 when no card is in force, or when the card decides and its benefit digit can not be read
 * @source Luật BHYT sửa đổi 51/2024/QH15 Điều 22; NĐ 188/2025/NĐ-CP Điều 18, 19, 21; QĐ 3176/QĐ-BYT MUC_HUONG (verified for the structure; low cost on 50 % routes: unsure)
 */
export function rowLevel(situation: RowSituation): RowLevel {
  const { entitlement, inForce, day } = situation;
  const best = bestCard(inForce.cards, day);
  if (inForce.cards.length === 0)
    return { level: 0, because: ['Không có thẻ BHYT còn giá trị tại ngày của dòng chi phí.'] };
  const grace =
    inForce.graceUntil === undefined
      ? []
      : [`Thẻ hết hạn khi đang điều trị: quỹ trả đến ${formatVnDate(inForce.graceUntil)}.`];
  if (entitlement.ignoresCard) {
    return {
      level: 10_000,
      because: [...grace, `Đối tượng ${entitlement.code} (${entitlement.vi}): 100 %, không xét mức thẻ.`],
    };
  }
  const ratio = routeRatio(entitlement, situation.inpatient, day);
  const route = `Đối tượng ${entitlement.code} (${entitlement.vi}): tỷ lệ ${percentWords(ratio)}.`;
  if (situation.isExempt && ratio === 10_000) {
    return { level: 10_000, because: [...grace, route, 'Đã được miễn cùng chi trả trong năm: 100 %.'] };
  }
  const isFree = situation.isLowCost && ratio > 0;
  const base = isFree ? 10_000 : (best?.rate ?? 0);
  const card = isFree
    ? 'Chi phí dưới 15 % lương cơ sở: mức thẻ tính 100 %.'
    : `${best?.words ?? 'Không đọc được mức hưởng trên thẻ'}.`;
  const level = (base * ratio) / 10_000;
  return { level, because: [...grace, card, route, `Mức hưởng ${percentWords(level)}.`] };
}
