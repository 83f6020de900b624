import { isProviderState, type ProviderAnswer } from '../rules/provider-answer.ts';
import type { InvoiceMessage, MistakeNotice } from './invoice-provider.ts';

const templateOf = (symbol: string) => ({ template: symbol.slice(0, 1), series: symbol.slice(1) });

/** An invoice as the wire carries it; the same message gives the same bytes. */
export function invoiceBody(message: InvoiceMessage): string {
  const { key, symbol, date, seller, buyer, lines, dong, words, list, corrects } = message;
  return JSON.stringify({
    uuid: key,
    ...templateOf(symbol),
    invoiceDate: date,
    currency: 'VND',
    seller,
    buyer,
    items: lines.map(({ name, amount }, index) => ({ line: index + 1, name, amount })),
    total: dong,
    totalInWords: words,
    ...(list === undefined ? {} : { appendix: { rows: list.papers, date: list.date, sha256: list.digest } }),
    ...(corrects === undefined
      ? {}
      : {
          original: {
            uuid: corrects.original.key,
            ...templateOf(corrects.original.symbol),
            no: corrects.original.number,
            date: corrects.original.date,
            way: corrects.way,
            reason: corrects.reason,
          },
        }),
  });
}

/** Notice 04/SS-HĐĐT as the wire carries it. */
export const noticeBody = ({ key, original, name, address, reason }: MistakeNotice): string =>
  JSON.stringify({
    uuid: key,
    form: '04/SS-HĐĐT',
    original: { uuid: original.key, ...templateOf(original.symbol), no: original.number, date: original.date },
    corrected: { ...(name === undefined ? {} : { name }), ...(address === undefined ? {} : { address }) },
    reason,
  });

const fieldsOf = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null ? { ...body } : {};

const textOf = (value: unknown, most = 200): string | undefined =>
  typeof value === 'string' && value.length > 0 && value.length <= most ? value : undefined;

/** JSON, or undefined: a page of a proxy is no answer. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const MOST_XML = 4_000_000;

/**
 * What a provider answers about an invoice.
 *
 * @param body  JSON as it came
 * @returns undefined when something that must be there is missing or of another shape
 */
export function readAnswer(body: unknown): ProviderAnswer | undefined {
  const fields = fieldsOf(body);
  const [key, providerId, template, series, number] = ['uuid', 'id', 'template', 'series', 'no'].map((name) =>
    textOf(fields[name]),
  );
  const status = textOf(fields.status);
  const total = textOf(fields.total, 20);
  if (key === undefined || providerId === undefined || number === undefined) return undefined;
  if (status === undefined || !isProviderState(status)) return undefined;
  if (template === undefined || series === undefined || total === undefined || !/^-?\d{1,18}$/.test(total)) {
    return undefined;
  }
  const taxCode = textOf(fields.taxCode);
  const xml = textOf(fields.xml, MOST_XML);
  const reason = textOf(fields.message, 1000);
  return {
    key,
    providerId,
    symbol: `${template}${series}`,
    number,
    dong: BigInt(total),
    status,
    ...(taxCode === undefined ? {} : { taxCode }),
    ...(xml === undefined ? {} : { xml }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Why a provider refused, in its own words. */
export const readRefusal = (body: unknown): string | undefined => {
  const { code, message } = fieldsOf(body);
  const said = textOf(message, 1000);
  return said === undefined ? undefined : `${textOf(code) ?? ''} ${said}`.trim();
};

/** The number of a notice that was taken. */
export const readNoticeId = (body: unknown): string | undefined => textOf(fieldsOf(body).id);
