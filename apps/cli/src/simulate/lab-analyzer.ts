import { parseArgs } from 'node:util';
import { acknowledge, frame, openMllpServer, readHl7 } from '@lienmach/exchange';
import { defineErrors } from '@lienmach/outcome';
import { type HeardOrder, heardOrders, measure, resultMessage } from './analyzer-result.ts';
import { sendChunks } from './analyzer-wire.ts';

const errors = defineErrors('lab-analyzer', {
  unknownMode: {
    issue: 'value',
    vi: 'Máy giả không có kiểu “{mode}”. Có: {modes}.',
    en: '--mode must be one of {modes}',
  },
  badAddress: { issue: 'value', vi: 'Địa chỉ “{text}” sai; ví dụ đúng: 127.0.0.1:2575.', en: 'not host:port or port' },
});

/** How the machine behaves: well, or with one of the bad habits machines have. */
export const analyzerModes = [
  'normal',
  'slow',
  'cut',
  'duplicate',
  'two-in-one',
  'wrong-encoding',
  'unknown-order',
] as const;
export type AnalyzerMode = (typeof analyzerModes)[number];

export interface LabAnalyzerOptions {
  readonly listen: { readonly host: string; readonly port: number };
  readonly to: { readonly host: string; readonly port: number };
  readonly mode?: AnalyzerMode;
  /** milliseconds from order to result; default 1000 (slow: 15 s) */
  readonly delay?: number;
  readonly seed?: number;
  readonly now?: () => Date;
  /** one line for each step, never with patient data */
  readonly say?: (line: string) => void;
}

export interface LabAnalyzer {
  readonly port: number;
  /** acknowledgement codes that came back, oldest first */
  readonly acknowledged: readonly string[];
  close(): Promise<void>;
}

const TRIES = 30;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A pretended analyzer: hears OML^O21 or ORM^O01, acknowledges, measures, sends ORU^R01. It knows nothing but the message. */
export async function simulateLabAnalyzer(options: LabAnalyzerOptions): Promise<LabAnalyzer> {
  const { mode = 'normal', now = () => new Date(), say = () => undefined } = options;
  const acknowledged: string[] = [];
  let count = 0;
  let isClosed = false;

  const nextId = (): string => {
    count += 1;
    return `R${now().getTime().toString(36)}${process.pid.toString(36)}${count}`.toUpperCase();
  };

  async function report(order: HeardOrder): Promise<void> {
    await pause(options.delay ?? (mode === 'slow' ? 15_000 : 1_000));
    const messages = resultsOf(order, mode, { seed: options.seed ?? 1, nextId, at: now() });
    for (let attempt = 1; !isClosed && attempt <= TRIES; attempt++) {
      try {
        const codes = await deliver(messages, mode, options.to);
        acknowledged.push(...codes);
        say(`order ${order.orderNumber}: result sent (${mode}), acknowledged ${codes.join(', ')}`);
        return;
      } catch (error) {
        say(`order ${order.orderNumber}: attempt ${attempt} failed: ${error instanceof Error ? error.message : error}`);
        await pause(2_000);
      }
    }
  }

  const server = await openMllpServer({
    ...options.listen,
    overflow: () => acknowledge(new Uint8Array(), { code: 'AR', controlId: nextId(), at: now() }),
    async answer(raw) {
      try {
        const orders = heardOrders(readHl7(raw));
        for (const order of orders) {
          say(`order ${order.orderNumber}: heard ${order.testCode}`);
          void report(order);
        }
        return acknowledge(raw, { code: 'AA', controlId: nextId(), at: now() });
      } catch {
        return acknowledge(raw, { code: 'AR', controlId: nextId(), at: now() });
      }
    },
  });
  return {
    port: server.port,
    acknowledged,
    async close() {
      isClosed = true;
      await server.close();
    },
  };
}

function resultsOf(
  order: HeardOrder,
  mode: AnalyzerMode,
  { seed, nextId, at }: { seed: number; nextId: () => string; at: Date },
): Buffer[] {
  const results = measure(order.testCode, seed);
  if (mode === 'two-in-one') {
    const half = Math.ceil(results.length / 2);
    const first = resultMessage(order, results.slice(0, half), { controlId: nextId(), at, status: 'P' });
    const second = resultMessage(order, results.slice(half === results.length ? 0 : half), {
      controlId: nextId(),
      at,
      status: 'F',
    });
    return [Buffer.from(first), Buffer.from(second)];
  }
  const heard = mode === 'unknown-order' ? { ...order, orderNumber: '000000X000000' } : order;
  const remark = mode === 'wrong-encoding' ? 'Mẫu đạt yêu cầu' : undefined;
  const text = resultMessage(heard, results, {
    controlId: nextId(),
    at,
    status: 'F',
    ...(remark === undefined ? {} : { remark }),
  });
  // the header promises UTF-8, the bytes are something else
  return [Buffer.from(text, mode === 'wrong-encoding' ? 'latin1' : 'utf-8')];
}

/** @returns the acknowledgement codes */
async function deliver(messages: readonly Buffer[], mode: AnalyzerMode, to: LabAnalyzerOptions['to']) {
  const whole = Buffer.concat(messages.map(frame));
  const middle = Math.floor(whole.length / 2);
  const chunks = mode === 'cut' ? [whole.subarray(0, middle), whole.subarray(middle)] : [whole];
  const answers = await sendChunks(to, chunks, messages.length);
  if (mode === 'duplicate') answers.push(...(await sendChunks(to, chunks, messages.length)));
  return answers.map((answer) => readHl7(answer).segment('MSA')?.get(1) ?? '?');
}

const isMode = (text: string): text is AnalyzerMode => analyzerModes.some((mode) => mode === text);

function addressOf(text: string): { host: string; port: number } {
  const [, host = '127.0.0.1', port = ''] = /^(?:([^:]+):)?(\d{1,5})$/.exec(text) ?? [];
  if (port === '' || Number(port) > 65_535) throw errors.badAddress({ text });
  return { host, port: Number(port) };
}

/** `lienmach simulate lab-analyzer --listen 2576 --to 127.0.0.1:2575 [--mode cut] [--delay 500] [--seed 7]` */
export async function labAnalyzerCommand(args: readonly string[]): Promise<LabAnalyzer> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      listen: { type: 'string', default: '2576' },
      to: { type: 'string', default: '127.0.0.1:2575' },
      mode: { type: 'string', default: 'normal' },
      delay: { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (!isMode(values.mode)) throw errors.unknownMode({ mode: values.mode, modes: analyzerModes.join(', ') });
  const analyzer = await simulateLabAnalyzer({
    listen: addressOf(values.listen),
    to: addressOf(values.to),
    mode: values.mode,
    seed: Number(values.seed),
    ...(values.delay === undefined ? {} : { delay: Number(values.delay) }),
    say: (line) => process.stdout.write(`lab-analyzer: ${line}\n`),
  });
  process.stdout.write(`lab-analyzer: listening on ${analyzer.port} (${values.mode})\n`);
  return analyzer;
}
