import { sendingResultOn } from '../catalogs/sending-results.ts';

/** What the gateway said of a file. */
export interface GatewayReceipt {
  /** maKetQua */
  readonly result: string;
  /** maGiaoDich; empty: none was given */
  readonly transaction: string;
  /** thoiGianTiepNhan as an instant of Viet Nam; undefined when unreadable */
  readonly receivedAt?: string;
  /** thongDiep */
  readonly message: string;
}

/** Why a sending did not come to an end. */
export type SendingTrouble = 'unreachable' | 'silent' | 'page' | 'unfit' | 'server' | 'account' | 'no-receipt';

/** How one attempt ended. */
export type SendingEnd =
  | { readonly kind: 'taken'; readonly receipt: GatewayReceipt }
  | { readonly kind: 'refused'; readonly receipt: GatewayReceipt; readonly text: string }
  | { readonly kind: 'later'; readonly trouble: SendingTrouble; readonly detail: string };

const later = (trouble: SendingTrouble, detail: string): SendingEnd => ({ kind: 'later', trouble, detail });

/** HTTP answers that speak of what was sent: the same bytes fare no better. @source RFC 9110, section 15.5 (from memory) */
const ofTheFile: ReadonlyMap<number, string> = new Map([
  [400, 'gói tin không hợp lệ'],
  [413, 'tệp quá lớn'],
  [414, 'địa chỉ quá dài'],
  [415, 'sai kiểu nội dung'],
  [422, 'nội dung không xử lý được'],
]);

/**
 * What an answer means. Only a clear word of the gateway ends a sending: a page for people, half an answer or a result
 * without a transaction number leave it open, and the same bytes are sent again.
 *
 * @param receipt  what could be read of it
 * @param day  of the sending
 * @source Công văn 1245/BHXH-CNTT (03/05/2024), answer of the sending (verified); what is open: our own rule
 */
export function sendingEnd(
  { status }: { readonly status: number },
  receipt: GatewayReceipt | undefined,
  day: string,
): SendingEnd {
  if (status === 401 || status === 403) return later('account', `HTTP ${status}`);
  if (status >= 500) return later('server', `HTTP ${status}`);
  const unfit = ofTheFile.get(status);
  if (receipt === undefined && unfit !== undefined) return later('unfit', `HTTP ${status}: ${unfit}`);
  if (receipt === undefined) return later('page', `HTTP ${status}`);
  const { means, vi } = sendingResultOn(receipt.result, day);
  if (means === 'account') return later('account', `maKetQua ${receipt.result}`);
  if (means === 'away') return later('server', `maKetQua ${receipt.result}`);
  if (means === 'refused') {
    return { kind: 'refused', receipt, text: receipt.message === '' ? vi : `${vi}: ${receipt.message}` };
  }
  return receipt.transaction === '' ? later('no-receipt', 'maGiaoDich') : { kind: 'taken', receipt };
}

/** Words for the person who looks at a sending that waits. @source none: our own words */
export const troubleText: Readonly<Record<SendingTrouble, string>> = {
  unreachable: 'Không kết nối được tới cổng giám định',
  silent: 'Cổng không trả lời trọn vẹn; chưa rõ đã nhận hay chưa',
  page: 'Cổng trả về trang thông báo, không phải kết quả',
  unfit: 'Cổng trả trang báo lỗi cho riêng tệp này, không có mã kết quả',
  server: 'Máy chủ của cổng báo lỗi',
  account: 'Cổng không chấp nhận tài khoản của cơ sở',
  'no-receipt': 'Cổng nhận nhưng không cho mã giao dịch',
};

/**
 * Attempts after which a person has to look. What befalls everybody is waited for a day and longer; what may be this one
 * file's fault, an hour; what surely is, a few seconds, so that its line goes on. Waits grow from one second to five minutes.
 *
 * @source none: our own patience
 */
const patience: Readonly<Record<SendingTrouble, number>> = {
  unreachable: 300,
  page: 300,
  account: 300,
  unfit: 3,
  server: 20,
  silent: 20,
  'no-receipt': 20,
};

/** @param attempt  1 for the first. @source none: our own patience */
export const isTired = (trouble: SendingTrouble, attempt: number): boolean => attempt >= patience[trouble];

/** More than any trouble is waited for: the queue itself never parks a sending. @source none: our own patience */
export const MOST_SENDING_ATTEMPTS = 400;
