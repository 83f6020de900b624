import { type Dated, valueOn } from './dated.ts';

/** Benefit of a card digit: what the fund pays, and whether items outside the scope are paid too. */
interface DigitBenefit {
  /** hundredths of a percent: 8000 = 80 % */
  readonly rate: number;
  readonly meaning: string;
}

/**
 * Third character of the card number. The limits of ratio that digit 1 is free of are those of single items: whoever
 * writes such an item on the bill writes its ratio, and that one counts here like any other.
 *
 * @source Luật BHYT sửa đổi 51/2024/QH15 Điều 22; NĐ 188/2025/NĐ-CP (secondary)
 */
const digitBenefits: Readonly<Record<string, DigitBenefit>> = {
  1: { rate: 10_000, meaning: '100 %; mục có tỷ lệ thanh toán riêng vẫn tính theo tỷ lệ đó' },
  2: { rate: 10_000, meaning: '100 %' },
  3: { rate: 9500, meaning: '95 %' },
  4: { rate: 8000, meaning: '80 %' },
  5: { rate: 10_000, meaning: '100 %, kể cả ngoài phạm vi' },
};

/**
 * Groups whose digit is read differently from a day on, whatever the card shows.
 *
 * @source NQ 261/2025/QH15; công văn 38/BYT-BH (secondary)
 */
const groupDigits: Readonly<Record<string, readonly Dated<string>[]>> = {
  CN: [{ from: '2026-01-01', value: '2' }],
  LH: [{ from: '2026-01-01', value: '2' }],
};

/**
 * Groups of insured persons: the first two letters of a card.
 *
 * @source NĐ 188/2025/NĐ-CP; QĐ 1351/QĐ-BHXH on card numbers (secondary)
 */
export const insuredGroups: ReadonlySet<string> = new Set(
  `CC TE CK CB KC HN DT DK XD BT TS HT TC CN DN HX CH NN TK HC XK TB NO CT XB TN CS XN MS HD TQ TV TA TY HG LS PV HS SV
   GB GD LH QN CA CY`.split(/\s+/),
);

export interface CardRate {
  /** hundredths of a percent */
  readonly rate: number;
  /** digit that counts on the day */
  readonly digit: string;
  /** digit printed on the card, when another one counts */
  readonly printedDigit?: string;
  readonly meaning: string;
}

/**
 * Base rate of a card on a day, read from its first three characters; the whole shape is checked where cards come in.
 *
 * @param cardNumber  15 characters, e.g. `GD4019901010001`
 * @param day  calendar day `yyyy-MM-dd`
 * @returns undefined when the third character is no benefit digit
 * @source Luật BHYT sửa đổi 51/2024/QH15 Điều 22; NĐ 188/2025/NĐ-CP Điều 21 (secondary)
 */
export function cardRate(cardNumber: string, day: string): CardRate | undefined {
  const parts = /^([A-Z]{2})([1-5])/.exec(cardNumber);
  const [, group = '', printed = ''] = parts ?? [];
  const digit = valueOn(groupDigits[group] ?? [], day) ?? printed;
  const benefit = digitBenefits[digit];
  if (benefit === undefined) return undefined;
  return { ...benefit, digit, ...(digit === printed ? {} : { printedDigit: printed }) };
}
