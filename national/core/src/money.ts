import type { Money } from 'fhir/r4';
import { decimalNumber, divideHalfUp, fixedText, parseDecimal } from './decimal.ts';
import { errors } from './errors.ts';

declare const unit: unique symbol;

/** Money: whole hundredths of a đồng. */
export type Xu = bigint & { readonly [unit]: 'xu' };
/** A price of one: whole thousandths of a đồng. */
export type UnitPrice = bigint & { readonly [unit]: 'unit price' };
/** How many: whole thousandths. */
export type Quantity3 = bigint & { readonly [unit]: 'quantity' };

export const xu = (hundredths: bigint): Xu => hundredths as Xu;
export const ZERO: Xu = xu(0n);

/** @throws core.notADecimal, core.tooPrecise (more than 2 places) */
export const parseXu = (value: unknown, at?: string): Xu => xu(parseDecimal(value, 2, at));
/** @throws core.notADecimal, core.tooPrecise (more than 3 places) */
export const parseUnitPrice = (value: unknown, at?: string): UnitPrice => parseDecimal(value, 3, at) as UnitPrice;
/** @throws core.notADecimal, core.tooPrecise (more than 3 places) */
export const parseQuantity3 = (value: unknown, at?: string): Quantity3 => parseDecimal(value, 3, at) as Quantity3;

export const sumXu = (amounts: Iterable<Xu>): Xu => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return xu(total);
};

/**
 * Quantity × unit price, rounded once, half up, to two places.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), THANH_TIEN_BV = SO_LUONG × DON_GIA, two places (secondary)
 */
export const amountOf = (quantity: Quantity3, price: UnitPrice): Xu => xu(divideHalfUp(quantity * price, 10_000n));

/** A share of an amount, half up. @param rate  hundredths of a percent: 8000 = 80 % */
export const shareOf = (amount: Xu, rate: number): Xu => xu(divideHalfUp(amount * BigInt(rate), 10_000n));

/** `Money` in VND as FHIR JSON carries it. */
export const moneyOf = (amount: Xu): Money => ({ value: decimalNumber(amount, 2), currency: 'VND' });
export const moneyOfUnitPrice = (price: UnitPrice): Money => ({ value: decimalNumber(price, 3), currency: 'VND' });

function valueInDong(money: Money, at: string | undefined): unknown {
  if (money.currency !== undefined && money.currency !== 'VND') {
    throw errors.notDong({ ...(at === undefined ? {} : { at }), detail: money.currency });
  }
  return money.value;
}

/** @throws core.notDong, core.notADecimal, core.tooPrecise */
export const xuOfMoney = (money: Money, at?: string): Xu => parseXu(valueInDong(money, at), at);
/** @throws core.notDong, core.notADecimal, core.tooPrecise */
export const unitPriceOfMoney = (money: Money, at?: string): UnitPrice => parseUnitPrice(valueInDong(money, at), at);

/**
 * What a cashier takes: whole đồng, half up, and the difference that the receipt names as its own line.
 *
 * @returns dong × 100 = amount + difference
 * @source practice of cash receipts: nothing below one đồng is in circulation; the named line is our own choice (unsure)
 */
export function toReceiptDong(amount: Xu): { dong: bigint; difference: Xu } {
  const dong = divideHalfUp(amount, 100n);
  return { dong, difference: xu(dong * 100n - amount) };
}

/** For people: `1.250.500 đ`, with two decimals only when there are any: `1.250,50 đ`. */
export function formatDong(amount: Xu): string {
  const [whole = '0', fraction = '00'] = fixedText(amount, 2).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '.');
  return `${grouped}${fraction === '00' ? '' : `,${fraction}`} đ`;
}

/** For claim tables: always two decimals, `265010.00`. */
export const xuText = (amount: Xu): string => fixedText(amount, 2);
