import { parseArgs } from 'node:util';
import { acknowledge, frame, openMllpServer, readHl7 } from '@lienmach/exchange';
import { defineErrors } from '@lienmach/outcome';
import {
  type Address,
  type AnalyzerManner,
  type AnalyzerMode,
  analyzerModes,
  type LabAnalyzer,
  pause,
  TRIES,
} from './analyzer-modes.ts';
import {
  controlMessage,
  type HeardOrder,
  heardAnswer,
  heardOrders,
  type Measured,
  measure,
  measureCodes,
  queryMessage,
  resultMessage,
} from './analyzer-result.ts';
import { sendChunks } from './analyzer-wire.ts';
import { simulateAstmAnalyzer } from './astm-analyzer.ts';

const errors = defineErrors('lab-analyzer', {
  unknownMode: {
    issue: 'value',
    vi: 'Máy giả không có kiểu “{mode}”. Có: {modes}.',
    en: '--mode must be one of {modes}',
  },
  unknownProtocol: {
    issue: 'value',
    vi: 'Máy giả nói “hl7” hoặc “astm”, không phải “{text}”.',
    en: '--protocol is hl7 or astm',
  },
  badValue: { issue: 'value', vi: 'Giá trị “{text}” sai; ví dụ đúng: K=6.8.', en: '--values is CODE=value,…' },
  badControl: {
    issue: 'value',
    vi: 'Nội kiểm “{text}” sai; ví dụ đúng: LO1^NORMAL^GLU+K.',
    en: '--control is lot^level^CODE+CODE',
  },
  badAddress: { issue: 'value', vi: 'Địa chỉ “{text}” sai; ví dụ đúng: 127.0.0.1:2575.', en: 'not host:port or port' },
});

export type LabAnalyzerOptions = AnalyzerManner & { readonly listen: Address; readonly to: Address };

/**
 * A pretended analyzer: hears OML^O21 or ORM^O01, or asks about a tube by QBP^Q11, measures, sends ORU^R01; controls by
 * OUL^R22. It knows nothing but the message.
 */
export async function simulateLabAnalyzer(options: LabAnalyzerOptions): Promise<LabAnalyzer> {
  const { mode = 'normal', now = () => new Date(), say = () => undefined } = options;
  const acknowledged: string[] = [];
  let count = 0;
  let isClosed = false;

  const nextId = (): string => {
    count += 1;
    return `R${now().getTime().toString(36)}${process.pid.toString(36)}${count}`.toUpperCase();
  };

  async function tell(messages: readonly Buffer[], what: string): Promise<void> {
    for (let attempt = 1; !isClosed && attempt <= TRIES; attempt++) {
      try {
        const codes = await deliver(messages, mode, options.to);
        acknowledged.push(...codes);
        say(`${what}: sent (${mode}), acknowledged ${codes.join(', ')}`);
        return;
      } catch (error) {
        say(`${what}: attempt ${attempt} failed: ${error instanceof Error ? error.message : error}`);
        await pause(2_000);
      }
    }
  }
  async function report(order: HeardOrder): Promise<void> {
    await pause(options.delay ?? (mode === 'slow' ? 15_000 : 1_000));
    await tell(resultsOf(order, options, { nextId, at: now() }), `order ${order.orderNumber}`);
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
    async scan(tube) {
      const [answer] = await sendChunks(options.to, [frame(Buffer.from(queryMessage(tube, nextId(), now())))], 1);
      const orders = answer === undefined ? [] : heardAnswer(readHl7(answer));
      say(`tube ${tube}: ${orders.length} orders`);
      await Promise.all(orders.map(report));
    },
    async control(lot, level, codes) {
      const results = measureCodes(codes, options.seed ?? 1, options.values);
      const text = controlMessage({ lot, level }, results, { controlId: nextId(), at: now() });
      await tell([Buffer.from(text)], `control ${lot}`);
    },
    async close() {
      isClosed = true;
      await server.close();
    },
  };
}

function measuredFor(order: HeardOrder, { seed = 1, values = new Map() }: AnalyzerManner): Measured[] {
  if (order.codes !== undefined) return measureCodes(order.codes, seed, values);
  return measure(order.testCode, seed).map(({ line, value }) => ({ line, value: values.get(line.code) ?? value }));
}

function resultsOf(
  order: HeardOrder,
  manner: AnalyzerManner,
  { nextId, at }: { nextId: () => string; at: Date },
): Buffer[] {
  const { mode } = manner;
  const results = measuredFor(order, manner);
  if (mode === 'two-in-one' || mode === 'wrong-order') {
    const half = Math.ceil(results.length / 2);
    const first = resultMessage(order, results.slice(0, half), { controlId: nextId(), at, status: 'P' });
    const second = resultMessage(order, results.slice(half === results.length ? 0 : half), {
      controlId: nextId(),
      at,
      status: 'F',
    });
    const parts = [Buffer.from(first), Buffer.from(second)];
    return mode === 'wrong-order' ? parts.reverse() : parts;
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
async function deliver(messages: readonly Buffer[], mode: AnalyzerMode, to: Address) {
  const whole = Buffer.concat(messages.map(frame));
  const middle = Math.floor(whole.length / 2);
  const noise = Buffer.from('\0~\xff\r', 'latin1');
  const said = mode === 'noisy' ? Buffer.concat([noise, whole, noise]) : whole;
  const chunks = mode === 'cut' ? [whole.subarray(0, middle), whole.subarray(middle)] : [said];
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

/** `K=6.8,GLU=2.1` */
function valuesOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(',').filter((pair) => pair !== '');
  return new Map(
    pairs.map((pair): [string, string] => {
      const [code, value] = pair.split('=', 2);
      if (!code || !value) throw errors.badValue({ text: pair });
      return [code.trim(), value.trim()];
    }),
  );
}

/** What the machine does by itself once it is on: tubes that are in it, a control run. */
async function begin(analyzer: LabAnalyzer, tubes: string, control: ControlRun | undefined): Promise<void> {
  for (const tube of tubes.split(',').filter((one) => one !== '')) await analyzer.scan(tube);
  if (control !== undefined) await analyzer.control(control.lot, control.level, control.codes);
}

interface ControlRun {
  readonly lot: string;
  readonly level: string;
  readonly codes: readonly string[];
}

/** `LO1^NORMAL^GLU+K` */
function controlOf(text: string): ControlRun | undefined {
  if (text === '') return undefined;
  const [lot = '', level = '', codes = ''] = text.split('^');
  if (lot === '' || level === '' || codes === '') throw errors.badControl({ text });
  return { lot, level, codes: codes.split('+') };
}

/**
 * `lienmach simulate lab-analyzer --listen 2576 --to 127.0.0.1:2575 [--protocol astm] [--mode cut] [--delay 500] [--seed 7]
 * [--tube 260302000042,…] [--control LO1^NORMAL^GLU+K] [--values K=6.8,GLU=2.1]`
 */
export async function labAnalyzerCommand(args: readonly string[]): Promise<LabAnalyzer> {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      listen: text('2576'),
      to: text('127.0.0.1:2575'),
      mode: text('normal'),
      protocol: text('hl7'),
      seed: text('1'),
      tube: text(''),
      control: text(''),
      values: text(''),
      delay: { type: 'string' },
    },
  });
  const { mode, protocol } = values;
  if (!isMode(mode)) throw errors.unknownMode({ mode, modes: analyzerModes.join(', ') });
  if (protocol !== 'hl7' && protocol !== 'astm') throw errors.unknownProtocol({ text: protocol });
  const control = controlOf(values.control);
  const manner = {
    to: addressOf(values.to),
    mode,
    seed: Number(values.seed),
    values: valuesOf(values.values),
    ...(values.delay === undefined ? {} : { delay: Number(values.delay) }),
    say: (line: string) => void process.stdout.write(`lab-analyzer: ${line}\n`),
  };
  const analyzer = await (protocol === 'astm'
    ? simulateAstmAnalyzer(manner)
    : simulateLabAnalyzer({ ...manner, listen: addressOf(values.listen) }));
  const place = protocol === 'astm' ? `on a line to ${values.to}` : `listening on ${analyzer.port}`;
  process.stdout.write(`lab-analyzer: ${protocol} ${place} (${mode})\n`);
  await begin(analyzer, values.tube, control);
  return analyzer;
}
