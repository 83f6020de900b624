import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { defineErrors } from '@lienmach/outcome';
import { type BankMode, bankModes, isBankMode, noticeBody, sendNotice } from './bank-wire.ts';
import { readVietQr } from './read-viet-qr.ts';

const errors = defineErrors('bank', {
  noSecret: {
    issue: 'security',
    vi: 'Cần --secret-file: tệp khóa bí mật dùng chung với cơ sở.',
    en: '--secret-file must name the file with the shared secret',
  },
  noTarget: {
    issue: 'required',
    vi: 'Cần --to: địa chỉ nhận thông báo, ví dụ http://127.0.0.1:8080/webhooks/ngan-hang-thu.',
    en: '--to must be the address of the webhook',
  },
});

export interface BankOptions {
  readonly port: number;
  /** address of the webhook */
  readonly to: string;
  readonly secret: string;
  /** milliseconds after which a code that was only shown is paid; absent: shown codes wait for `POST /pay` */
  readonly auto?: number;
  /** milliseconds that `late` waits */
  readonly lateness?: number;
  readonly say?: (line: string) => void;
}

export interface Bank {
  readonly url: string;
  close(): Promise<void>;
}

interface Order {
  /** the text of a code, as a camera reads it */
  readonly qr?: string;
  /** or what a person types from the screen */
  readonly reference?: string;
  readonly account?: string;
  readonly amount?: number;
  readonly mode?: string;
}

const MOST = 10_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function readOrder(request: IncomingMessage): Promise<Order | undefined> {
  let text = '';
  for await (const piece of request) {
    text += String(piece);
    if (text.length > MOST) return undefined;
  }
  try {
    return JSON.parse(text) as Order;
  } catch {
    return undefined;
  }
}

/** What is to be paid, from a code or from what was typed. */
function paymentOf({ qr, reference, account, amount }: Order) {
  const scanned = qr === undefined ? undefined : readVietQr(qr);
  const payment = {
    account: account ?? scanned?.account,
    amount: amount ?? scanned?.amount,
    memo: reference ?? scanned?.memo,
  };
  const { account: to, amount: dong, memo } = payment;
  return to === undefined || memo === undefined || dong === undefined || !Number.isInteger(dong) || dong <= 0
    ? undefined
    : { account: to, amount: dong, memo };
}

type Payment = NonNullable<ReturnType<typeof paymentOf>>;

/** @returns statuses in the order of sending */
async function pay(options: BankOptions, payment: Payment, mode: BankMode, id: number): Promise<number[]> {
  if (mode === 'late') await pause(options.lateness ?? 20_000);
  const amount = mode === 'wrong-amount' ? payment.amount - 1000 : payment.amount;
  const body = noticeBody({ ...payment, amount: Math.max(1, amount), id, at: new Date() });
  const secret = mode === 'bad-signature' ? `${options.secret}, nhưng sai` : options.secret;
  const statuses = [await sendNotice(options.to, body, secret, new Date())];
  if (mode === 'twice') statuses.push(await sendNotice(options.to, body, secret, new Date()));
  options.say?.(`transaction ${id}: told (${mode}), answered ${statuses.join(', ')}`);
  return statuses;
}

/**
 * A pretended bank: `POST /pay {qr | reference, account, amount, mode}` moves money that does not exist and tells the
 * facility over the same wire as a real one. `POST /shown` hands it a code; with `auto` it is paid a moment later.
 */
export async function simulateBank(options: BankOptions): Promise<Bank> {
  const shown = new Set<string>();
  const paid = new Set<string>();
  let count = Date.now();
  const nextId = (): number => {
    count += 1;
    return count;
  };
  async function answer(request: IncomingMessage): Promise<readonly [number, object]> {
    if (request.method !== 'POST')
      return [200, { use: 'POST /pay {"qr"} or {"reference","account","amount"}', bankModes }];
    const order = await readOrder(request);
    const payment = order && paymentOf(order);
    const mode = order?.mode ?? 'right';
    if (payment === undefined || !isBankMode(mode))
      return [400, { problem: 'qr, or reference with account and amount', bankModes }];
    if (request.url === '/pay') {
      const id = nextId();
      paid.add(payment.memo);
      return [200, { id, answered: await pay(options, payment, mode, id) }];
    }
    if (request.url !== '/shown') return [404, {}];
    const isNew = !shown.has(payment.memo);
    shown.add(payment.memo);
    if (isNew && options.auto !== undefined) {
      void pause(options.auto).then(() => (paid.has(payment.memo) ? [] : pay(options, payment, mode, nextId())));
    }
    return [202, {}];
  }
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
    });
  });
  await new Promise<void>((ready) => server.listen(options.port, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** `lienmach simulate bank --to <webhook> --secret-file <file> [--listen 2590] [--auto 5000]` */
export async function bankCommand(args: readonly string[]): Promise<Bank> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      listen: { type: 'string', default: '2590' },
      to: { type: 'string' },
      'secret-file': { type: 'string' },
      auto: { type: 'string' },
    },
  });
  if (values.to === undefined || !URL.canParse(values.to)) throw errors.noTarget();
  if (values['secret-file'] === undefined) throw errors.noSecret();
  const bank = await simulateBank({
    port: Number(values.listen),
    to: values.to,
    secret: readFileSync(values['secret-file'], 'utf8').trim(),
    ...(values.auto === undefined ? {} : { auto: Number(values.auto) }),
    say: (line) => process.stdout.write(`bank: ${line}\n`),
  });
  process.stdout.write(`bank: listening on ${bank.url}\n`);
  return bank;
}
