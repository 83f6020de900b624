import type { ServiceAnswer, ServiceCall } from '@lienmach/exchange';
import { jsonOf, textAt } from './gateway-json.ts';
import { type GatewayAccount, type GatewaySession, passwordHash, sessionHeaders } from './gateway-session.ts';

/** Whose card is asked for. */
export interface AskedCard {
  /** card number, 10-digit social-insurance number or personal number */
  readonly number: string;
  readonly name: string;
  /** FHIR date: day, month or year */
  readonly birthDate: string;
}

/** Who asks, as registered with the insurance. */
export interface AskingPerson {
  readonly name: string;
  readonly personalNumber: string;
}

/** `dd/MM/yyyy`, or as much of it as is known */
const dayText = (date: string): string => date.split('-').toReversed().join('/');

/** @source annex of công văn 1923 of VSS (2024), card look-up (verified); year alone as birth date (unsure) */
export function cardCall(
  account: GatewayAccount,
  { token, idToken }: GatewaySession,
  card: AskedCard,
  by: AskingPerson,
): ServiceCall {
  const query = new URLSearchParams({
    token,
    id_token: idToken,
    username: account.username,
    password: passwordHash(account),
  });
  const body = {
    maThe: card.number,
    hoTen: card.name,
    ngaySinh: dayText(card.birthDate),
    hoTenCb: by.name,
    cccdCb: by.personalNumber,
  };
  return {
    path: `/api/egw/KQNhanLichSuKCB2024?${query}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** What the look-up said of a card. */
export interface CardAnswer {
  /** maKetQua */
  readonly code: string;
  readonly remark: string;
  readonly name: string;
  /** `yyyyMMdd` or the year */
  readonly birth: string;
  /** 1 male, 2 female; empty: not said */
  readonly sex: string;
  /** FHIR dates; empty: not said */
  readonly validFrom: string;
  readonly validTo: string;
  readonly fiveYearsFrom: string;
  /** number of a new card; empty: none */
  readonly newNumber: string;
}

/** `dd/MM/yyyy` as a FHIR date; empty when it is none */
function dateOf(text: string): string {
  const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? [];
  return year === undefined ? '' : `${year}-${month}-${day}`;
}

const sexes: Readonly<Record<string, string>> = { Nam: '1', Nữ: '2' };

/** @returns undefined: this is no answer of the gateway's */
export function readCardAnswer(answer: ServiceAnswer): CardAnswer | undefined {
  const json = jsonOf(answer);
  const code = textAt(json, 'maKetQua');
  if (json === undefined || code === '') return undefined;
  const birth = textAt(json, 'ngaySinh');
  return {
    code,
    remark: textAt(json, 'ghiChu').slice(0, 500),
    name: textAt(json, 'hoTen'),
    birth: dateOf(birth).replaceAll('-', '') || (/^\d{4}$/.test(birth) ? birth : ''),
    sex: sexes[textAt(json, 'gioiTinh').normalize('NFC')] ?? '',
    validFrom: dateOf(textAt(json, 'gtTheTu')),
    validTo: dateOf(textAt(json, 'gtTheDen')),
    fiveYearsFrom: dateOf(textAt(json, 'ngayDu5Nam')),
    newNumber: textAt(json, 'maTheMoi'),
  };
}

/** @source công văn 1839/CNTT-PM (18/08/2026), look-up of co-payments (verified from a public design note) */
export const copayCall = (account: GatewayAccount, session: GatewaySession, card: AskedCard): ServiceCall => ({
  path: '/api/TraCuuCCT/TraCuuTienMCCT',
  headers: { 'content-type': 'application/json', ...sessionHeaders(account, session) },
  body: JSON.stringify({
    username: account.username,
    maThe: card.number,
    hoTen: card.name,
    ngaySinh: dayText(card.birthDate),
  }),
});

/** What the look-up said of co-payments of the year. */
export interface CopayAnswer {
  /** MaKetQua */
  readonly code: string;
  /** the gateway's own remark: its data lag, so it is always shown */
  readonly remark: string;
  /** largest tBNCCTLuyKe of the year, đồng as written; undefined: none was told */
  readonly accumulated?: string;
}

/** @returns undefined: this is no answer of the gateway's */
export function readCopayAnswer(answer: ServiceAnswer): CopayAnswer | undefined {
  const json = jsonOf(answer);
  const code = textAt(json, 'MaKetQua') || textAt(json, 'maKetQua');
  if (json === undefined || code === '') return undefined;
  const rows: readonly unknown[] = Array.isArray(json.DataCCT) ? json.DataCCT : [];
  const sums = rows
    .map((row) => (typeof row === 'object' && row !== null ? textAt(row, 'tBNCCTLuyKe') : ''))
    .filter((text) => /^\d+(\.\d+)?$/.test(text))
    .toSorted((a, b) => Number(a) - Number(b));
  const accumulated = sums.at(-1);
  return { code, remark: textAt(json, 'GhiChu').slice(0, 500), ...(accumulated === undefined ? {} : { accumulated }) };
}
