import { isFhirError } from '@lienmach/outcome';
import type { InvoiceMessage, InvoiceProvider, MistakeNotice, Outcome } from './invoice-provider.ts';
import { invoiceBody, noticeBody, readAnswer, readJson, readNoticeId, readRefusal } from './provider-wire.ts';

/** One call to a partner over HTTP. */
export interface WireCall {
  readonly method: 'GET' | 'POST';
  /** below the partner's address, e.g. `/invoices` */
  readonly path: string;
  readonly body?: string;
  /** a repeat with the same key is the same request */
  readonly key?: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly text: string;
}

/** Talks to the partner. @throws exchange.serviceUnreachable, exchange.serviceSilent when nobody answers in time */
export type Wire = (call: WireCall) => Promise<WireAnswer>;

/** nothing was sent, or nobody knows whether it was taken */
const silences: ReadonlySet<string> = new Set(['exchange.serviceUnreachable', 'exchange.serviceSilent']);

/** The other side has not judged what was asked: too busy, broken, or we may not come in. */
const isDoubtful = (status: number): boolean =>
  status >= 500 || status === 401 || status === 403 || status === 408 || status === 425 || status === 429;

function endOf<T>({ status, text }: WireAnswer, read: (body: unknown) => T | undefined): Outcome<T> {
  const body = readJson(text);
  if (isDoubtful(status)) return { end: 'doubt', reason: `Nhà cung cấp trả lời mã ${status}.` };
  if (body === undefined) return { end: 'doubt', reason: 'Nhà cung cấp trả lời không đọc được.' };
  if (status === 404) return { end: 'unknown', reason: 'Nhà cung cấp chưa có hóa đơn này.' };
  if (status >= 400) {
    const said = readRefusal(body);
    return said === undefined
      ? { end: 'doubt', reason: `Nhà cung cấp trả lời mã ${status}, không nêu lý do.` }
      : { end: 'refused', reason: said };
  }
  const answer = read(body);
  return answer === undefined
    ? { end: 'doubt', reason: 'Nhà cung cấp trả lời thiếu nội dung.' }
    : { end: 'taken', answer };
}

/** A provider behind a small JSON protocol over HTTP; another protocol is another file like this one. */
export function httpProvider(wire: Wire): InvoiceProvider {
  async function ask<T>(call: WireCall, read: (body: unknown) => T | undefined): Promise<Outcome<T>> {
    let answer: WireAnswer;
    try {
      answer = await wire(call);
    } catch (thrown) {
      // an address that we refuse ourselves is no silence of the partner
      if (!isFhirError(thrown) || !silences.has(thrown.code ?? '')) throw thrown;
      return { end: 'doubt', reason: 'Không kết nối được nhà cung cấp hóa đơn.' };
    }
    return endOf(answer, read);
  }
  const post = (message: InvoiceMessage) =>
    ask({ method: 'POST', path: '/invoices', key: message.key, body: invoiceBody(message) }, readAnswer);
  return {
    issue: post,
    adjust: post,
    replace: post,
    look: (key) => ask({ method: 'GET', path: `/invoices/${encodeURIComponent(key)}` }, readAnswer),
    notify: (notice: MistakeNotice) =>
      ask({ method: 'POST', path: '/notices', key: notice.key, body: noticeBody(notice) }, (body) => {
        const noticeId = readNoticeId(body);
        return noticeId === undefined ? undefined : { noticeId };
      }),
  };
}
