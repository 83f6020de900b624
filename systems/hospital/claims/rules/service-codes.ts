/** @source QĐ 3176/QĐ-BYT, MA_DICH_VU, MA_BAC_SI and their endings (verified) */
import { type ClaimRow, textOf } from './claim-file.ts';

/** `.K.WWWWW`: done at another facility. */
const SENT_OUT = /\.K\.(\w{5})$/;

/** A service code without what is hung on it: local anaesthesia, stopped, done elsewhere. */
export const bareService = (row: ClaimRow): string =>
  textOf(row, 'MA_DICH_VU')
    .replace(SENT_OUT, '')
    .replace(/_(?:GT|TB|TT)$/, '');

/** The facility that did it, when it was another one. */
export const doneAt = (row: ClaimRow): string | undefined => SENT_OUT.exec(textOf(row, 'MA_DICH_VU'))?.[1];

/** A licence without what is hung on it: remote, mobilised, technique transfer. */
export const bareLicence = (code: string): string => code.replace(/\.(?:TX|HD|CG)\.\w{5}$/, '');

/** Somebody of another facility, who is in its register and not in ours. */
export const isFromElsewhere = (code: string): boolean => /\.(?:TX|HD|CG)\.\w{5}$/.test(code);
