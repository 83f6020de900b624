import type { ServiceAnswer, ServiceCall } from '@lienmach/exchange';
import type { GatewayReceipt } from '../rules/sending-end.ts';
import { jsonOf, textAt } from './gateway-json.ts';
import { FORM, type GatewayAccount, type GatewaySession, sessionHeaders } from './gateway-session.ts';

/** A file on its way: the bytes in base64, never anything else than what was stored. */
export interface OutgoingFile {
  readonly path: string;
  /** `0` check-in, `130` claim */
  readonly kind: '0' | '130';
  readonly province: string;
  readonly facility: string;
  readonly base64: string;
}

/** @source Công văn 1245/BHXH-CNTT (03/05/2024), sending (verified) */
export const sendingCall = (account: GatewayAccount, session: GatewaySession, file: OutgoingFile): ServiceCall => ({
  path: file.path,
  headers: { 'content-type': FORM, ...sessionHeaders(account, session) },
  body: new URLSearchParams({
    username: account.username,
    loaiHoSo: file.kind,
    maTinh: file.province,
    maCSKCB: file.facility,
    fileHSBase64: file.base64,
  }).toString(),
});

const STAMP = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;

function instantOf(stamp: string): string | undefined {
  const [, year, month, day, hour, minute, second] = STAMP.exec(stamp) ?? [];
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}+07:00`;
  return year === undefined || Number.isNaN(Date.parse(text)) ? undefined : text;
}

/** What is shown of a message: enough to understand it. */
const LONGEST = 2000;

/** @returns undefined: this is no answer of the gateway's */
export function readReceipt(answer: ServiceAnswer): GatewayReceipt | undefined {
  const json = jsonOf(answer);
  const result = textAt(json, 'maKetQua') || textAt(json, 'MaKetQua');
  if (json === undefined || result === '') return undefined;
  const receivedAt = instantOf(textAt(json, 'thoiGianTiepNhan'));
  return {
    result,
    transaction: textAt(json, 'maGiaoDich'),
    message: textAt(json, 'thongDiep').slice(0, LONGEST),
    ...(receivedAt === undefined ? {} : { receivedAt }),
  };
}
