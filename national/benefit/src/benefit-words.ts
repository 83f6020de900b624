/** @source none: says in words what the other rules decided, for the cashier and the patient */
import { addDays, formatDong, formatVnDate, xu } from '@lienmach/core';
import type { Benefit, BenefitCard, BenefitRow, BenefitVisit } from './benefit-visit.ts';
import { cardRate } from './card-rate.ts';
import { cardsInForce } from './cards-in-force.ts';
import { entitlementOf } from './entitlements.ts';
import { baseSalaryOn, lowCostThreshold, yearlyCopayCap } from './parameters.ts';
import { percentWords } from './rate-text.ts';

const NOT_INSURED = '9';
const dayOf = (moment: string): string => moment.slice(0, 10);

type Unworded = Omit<BenefitRow, 'because'>;

const fundWords = ({ line, otherFunds }: Unworded): string =>
  line.supportFor === 'facility'
    ? `Nguồn hỗ trợ cơ sở ${formatDong(otherFunds)}: trừ vào chi phí trước, phần còn lại mới chia.`
    : `Nguồn khác chi trả ${formatDong(otherFunds)}: trừ vào phần tự trả, rồi cùng chi trả, rồi phần quỹ.`;

function amountWords(row: Unworded): string[] {
  const words: string[] = [];
  if (row.serviceRatio !== 10_000) words.push(`Tỷ lệ tính của dịch vụ: ${percentWords(row.serviceRatio)}.`);
  if (row.line.scope === '2') words.push('Ngoài phạm vi BHYT: người bệnh tự trả.');
  else if (row.payRatio !== 10_000) words.push(`Quỹ tính ${percentWords(row.payRatio)} giá của mục này.`);
  if (row.insurancePrice < row.line.hospitalPrice)
    words.push('Giá BHYT thấp hơn giá bệnh viện: phần chênh người bệnh tự trả.');
  if (row.otherFunds > 0n) words.push(fundWords(row));
  return words;
}

type Shares = Readonly<Record<'fundPaid' | 'coPaid' | 'selfPaid' | 'otherFunds', bigint>>;

/** Who pays how much; who pays nothing is not named. */
const shareWords = ({ fundPaid, coPaid, selfPaid, otherFunds }: Shares): string => {
  const parts: readonly (readonly [string, bigint])[] = [
    ['quỹ trả', fundPaid],
    ['cùng chi trả', coPaid],
    ['tự trả', selfPaid],
    ['nguồn khác', otherFunds],
  ];
  const said = parts.filter(([, amount]) => amount !== 0n).map(([name, amount]) => `${name} ${formatDong(xu(amount))}`);
  return said.length === 0 ? 'không ai phải trả' : said.join(', ');
};

/** Why a row is paid as it is, and what comes of it. @param level  the words of its level */
export const rowWords = (row: Unworded, level: readonly string[]): string[] => [
  ...amountWords(row),
  ...(row.payRatio === 0 && row.line.scope === '2' ? [] : level),
  `Thành tiền ${formatDong(row.hospitalAmount)}: ${shareWords(row)}.`,
];

const nameOf = ({ number }: BenefitCard, day: string): string =>
  `nhóm ${number.slice(0, 2)}, mức ${cardRate(number, day)?.digit ?? 'không đọc được'}`;

function daysWords({ from, to }: BenefitCard): string {
  if (from === undefined && to === undefined) return 'dùng cho cả đợt này';
  const begins = from === undefined ? '' : `từ ${formatVnDate(from)} `;
  return `${begins}${to === undefined ? 'không ghi ngày hết hạn' : `đến ${formatVnDate(to)}`}`.trim();
}

/** The fund goes on paying after cards ran out during the stay: until when. */
function graceWords({ cards, arrived }: BenefitVisit, left: string): string[] {
  const ends = cards.flatMap(({ to }) => (to !== undefined && dayOf(arrived) <= to && to < left ? [to] : []));
  return [...new Set(ends)].flatMap((to) => {
    const { graceUntil } = cardsInForce(cards, addDays(to, 1), dayOf(arrived));
    return graceUntil === undefined
      ? []
      : [
          `Thẻ hết hạn ${formatVnDate(to)} khi đang điều trị: quỹ trả tiếp đến lúc ra viện, nhiều nhất đến hết ngày ${formatVnDate(graceUntil)}.`,
        ];
  });
}

const cardWords = (visit: BenefitVisit, day: string): string[] => [
  ...visit.cards.map((card) => `Thẻ ${nameOf(card, day)}: ${daysWords(card)}.`),
  ...(visit.cards.length > 1
    ? ['Có nhiều thẻ: mỗi mục tính theo thẻ còn giá trị lúc đó; còn giá trị cùng lúc thì lấy thẻ có mức cao nhất.']
    : []),
  ...graceWords(visit, day),
];

/** `08:30 ngày 10/08/2026`, or a day */
const momentWords = (moment: string): string =>
  moment.length > 10 ? `${moment.slice(11, 16)} ngày ${formatVnDate(dayOf(moment))}` : formatVnDate(moment);

const capWords = ({ cards }: BenefitVisit, day: string): string[] =>
  cards.flatMap(({ copayThisYear, fiveYearsFrom }) => {
    if (copayThisYear === undefined) return [];
    const years = fiveYearsFrom === undefined ? 'chưa biết' : `đủ từ ${formatVnDate(fiveYearsFrom)}`;
    return [
      `Đã cùng chi trả trong năm, ở mọi cơ sở, trước đợt này: ${formatDong(copayThisYear)}. Vượt ${formatDong(yearlyCopayCap(day))} (6 lần lương cơ sở) và đủ 5 năm liên tục (${years}) thì được miễn.`,
    ];
  });

/**
 * The decisions of a visit one after the other, with figures.
 *
 * @param day  whose base salary counts
 */
export function visitSteps(visit: BenefitVisit, { totals, exemptFrom }: Omit<Benefit, 'steps'>, day: string): string[] {
  const all = { ...totals, fundPaid: totals.fundByRows };
  const sum = `Cả đợt ${formatDong(totals.hospital)}: ${shareWords(all)}.`;
  if (visit.entitlement === NOT_INSURED) return ['Không dùng thẻ BHYT: người bệnh trả toàn bộ.', sum];
  const threshold = lowCostThreshold(day);
  const entitlement = entitlementOf(visit.entitlement);
  const compared =
    totals.insurance < threshold ? 'thấp hơn ngưỡng, mức thẻ tính 100 %' : 'không thấp hơn ngưỡng, tính theo mức thẻ';
  return [
    `Đối tượng đến khám ${entitlement.code}: ${entitlement.vi}.`,
    ...cardWords(visit, day),
    `Tổng chi phí trong phạm vi BHYT: ${formatDong(totals.insurance)}.`,
    `Ngưỡng 15 % lương cơ sở ${formatDong(xu(baseSalaryOn(day) * 100n))} (ngày ${formatVnDate(day)}): ${formatDong(threshold)}; ${compared}.`,
    ...capWords(visit, day),
    ...(exemptFrom === undefined
      ? []
      : [`Miễn cùng chi trả từ ${momentWords(exemptFrom)} đến hết năm ${exemptFrom.slice(0, 4)}.`]),
    sum,
  ];
}
