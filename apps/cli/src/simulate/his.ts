import { parseArgs } from 'node:util';
import { acknowledge, openMllpServer, readHl7 } from '@lienmach/exchange';
import { hisStory } from './his-story.ts';
import { habitOf, sendByHabit, type WireAddress, type WireHabit, wireAddress } from './wire-habits.ts';

export interface HisOptions {
  readonly listen: WireAddress;
  readonly to: WireAddress;
  readonly mode?: WireHabit;
  /** how many patients come */
  readonly patients?: number;
  readonly seed?: number;
  readonly now?: () => Date;
  /** one line for each step, never with patient data */
  readonly say?: (line: string) => void;
}

export interface PretendedHis {
  readonly port: number;
  /** types of the messages that the house told, oldest first */
  readonly heard: readonly string[];
  /** acknowledgement codes that came back, oldest first */
  readonly acknowledged: readonly string[];
  /** until all patients were told of */
  readonly told: Promise<void>;
  close(): Promise<void>;
}

/** A pretended hospital information system: tells of patients who come, are admitted, get an appointment and leave; hears what is told to it. */
export async function simulateHis(options: HisOptions): Promise<PretendedHis> {
  const { mode = 'normal', now = () => new Date(), say = () => undefined } = options;
  const heard: string[] = [];
  const acknowledged: string[] = [];
  let isClosed = false;
  let count = 0;
  const nextId = (): string => {
    count += 1;
    return `HIS${process.pid.toString(36)}${count}`.toUpperCase();
  };
  const server = await openMllpServer({
    ...options.listen,
    overflow: () => acknowledge(new Uint8Array(), { code: 'AR', controlId: nextId(), at: now() }),
    async answer(raw) {
      try {
        const { type } = readHl7(raw);
        heard.push(type);
        say(`heard ${type}`);
        return acknowledge(raw, { code: 'AA', controlId: nextId(), at: now() });
      } catch {
        return acknowledge(raw, { code: 'AR', controlId: nextId(), at: now() });
      }
    },
  });
  async function tell(): Promise<void> {
    const at = now();
    for (let patient = 1; !isClosed && patient <= (options.patients ?? 3); patient++) {
      try {
        const answers = await sendByHabit(options.to, hisStory({ patient, seed: options.seed ?? 1, at }), mode);
        const codes = answers.map((answer) => readHl7(answer).segment('MSA')?.get(1) ?? '?');
        acknowledged.push(...codes);
        say(`patient ${patient}: told (${mode}), acknowledged ${codes.join(', ')}`);
      } catch (error) {
        say(`patient ${patient}: failed: ${error instanceof Error ? error.message : error}`);
      }
    }
  }
  return {
    port: server.port,
    heard,
    acknowledged,
    told: tell(),
    async close() {
      isClosed = true;
      await server.close();
    },
  };
}

/** `lienmach simulate his --to 127.0.0.1:2575 [--listen 2577] [--mode wrong-order] [--patients 5] [--seed 7]` */
export async function hisCommand(args: readonly string[]): Promise<PretendedHis> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      listen: { type: 'string', default: '2577' },
      to: { type: 'string', default: '127.0.0.1:2575' },
      mode: { type: 'string', default: 'normal' },
      patients: { type: 'string', default: '3' },
      seed: { type: 'string', default: '1' },
    },
  });
  const mode = habitOf(values.mode);
  const his = await simulateHis({
    listen: wireAddress(values.listen),
    to: wireAddress(values.to),
    mode,
    patients: Number(values.patients),
    seed: Number(values.seed),
    say: (line) => process.stdout.write(`his: ${line}\n`),
  });
  process.stdout.write(`his: listening on ${his.port} (${mode})\n`);
  return his;
}
