import { createHash } from 'node:crypto';

/** What a gateway makes of a file without knowing who wrote it. */
export interface ReceivedFile {
  /** MA_LK of every claim in it */
  readonly claimIds: readonly string[];
  readonly isCheckIn: boolean;
  readonly isSigned: boolean;
  /** hex, of the bytes as they came */
  readonly sha256: string;
  /** MA_DOITUONG_KCB of the first claim; `8` takes a claim back */
  readonly entitlement: string;
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);
const first = (text: string, name: string): string =>
  new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^<\\]]*)`).exec(text)?.[1]?.trim() ?? '';

/** @param fileHSBase64  as it stood in the form. @returns undefined: nothing a gateway can file */
export function readReceivedFile(fileHSBase64: string): ReceivedFile | undefined {
  if (!BASE64.test(fileHSBase64)) return undefined;
  const bytes = Buffer.from(fileHSBase64, 'base64');
  const text = bytes.toString('utf8');
  const isCheckIn = text.includes('<CHI_TIEU_TRANG_THAI_KCB');
  if (!isCheckIn && !text.includes('</GIAMDINHHS>')) return undefined;
  const summaries = all(text, /<LOAIHOSO>XML1<\/LOAIHOSO><NOIDUNGFILE>([^<]*)<\/NOIDUNGFILE>/g).map((content) =>
    Buffer.from(content, 'base64').toString('utf8'),
  );
  const claimIds = (isCheckIn ? [text] : summaries).map((summary) => first(summary, 'MA_LK')).filter((id) => id !== '');
  if (claimIds.length === 0) return undefined;
  return {
    claimIds,
    isCheckIn,
    isSigned: text.includes('<SignatureValue>'),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    entitlement: first(isCheckIn ? text : (summaries[0] ?? ''), 'MA_DOITUONG_KCB'),
  };
}
