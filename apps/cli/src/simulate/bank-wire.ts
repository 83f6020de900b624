import { createHmac } from 'node:crypto';

/** How the bank tells: well, or with one of the bad habits that banks and strangers have. */
export const bankModes = ['right', 'wrong-amount', 'twice', 'late', 'bad-signature'] as const;
export type BankMode = (typeof bankModes)[number];
export const isBankMode = (text: string): text is BankMode => bankModes.some((mode) => mode === text);

export interface Transfer {
  /** number of the transaction at this bank */
  readonly id: number;
  readonly account: string;
  readonly amount: number;
  readonly memo: string;
  readonly at: Date;
}

/** `2026-11-22 08:31:05`, as the clock on the bank's wall says */
const localTime = (at: Date): string =>
  new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** The body a notification service sends; the memo arrives with what the bank puts around it. */
export const noticeBody = ({ id, account, amount, memo, at }: Transfer): string =>
  JSON.stringify({
    id,
    gateway: 'Ngân hàng Thử',
    transactionDate: localTime(at),
    accountNumber: account,
    subAccount: null,
    code: null,
    content: `NHTHU.${id}.${memo}.CT tu 0000000000000 toi ${account}`,
    transferType: 'in',
    transferAmount: amount,
    accumulated: amount,
    referenceCode: `THU${id}`,
    description: '',
  });

/** Sends one signed call. @returns the status; 0: nobody answered */
export async function sendNotice(to: string, body: string, secret: string, at: Date): Promise<number> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  try {
    const answer = await fetch(to, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-lienmach-timestamp': timestamp,
        'x-lienmach-signature': `v1=${signature}`,
      },
      body,
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}
