import {
  type AstmMessage,
  type AstmRecord,
  type AstmRecordDraft,
  openAstmClient,
  parseAstm,
  writeAstm,
} from '@lienmach/exchange';
import {
  type Address,
  type AnalyzerManner,
  type AnalyzerMode,
  type LabAnalyzer,
  pause,
  TRIES,
} from './analyzer-modes.ts';
import { type Measured, measureCodes } from './analyzer-result.ts';
import { type Damage, noise, oneCut, openBadWire } from './bad-wire.ts';

/** the machine's clock shows the time of Viet Nam */
const ZONE = '+07:00';
const MACHINE = 'MAYGIA01';

/** One tube as the machine understood it from the message alone. */
interface HeardTube {
  readonly tube: string;
  readonly codes: readonly string[];
  readonly patient: AstmRecord | undefined;
}

function heardTubes({ records }: AstmMessage): HeardTube[] {
  let patient: AstmRecord | undefined;
  return records.flatMap((record) => {
    if (record.name === 'P') patient = record;
    if (record.name !== 'O') return [];
    return [{ tube: record.get(3), codes: record.repeats(5).flatMap((test) => test[3] ?? []), patient }];
  });
}

const clock = (at: Date): string =>
  new Date(at.getTime() + 7 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14);

const universal = (code: string): readonly (string | undefined)[] => [undefined, undefined, undefined, code];

const resultRecord = ({ line, value }: Measured, at: Date): AstmRecordDraft => ({
  name: 'R',
  fields: { 3: universal(line.code), 4: value, 5: line.unit, 7: 'N', 9: 'F', 13: clock(at) },
});

function tubeMessage({ tube, patient }: HeardTube, results: readonly Measured[], at: Date, status: 'F' | 'P'): Buffer {
  return writeAstm({ at, zone: ZONE, sender: MACHINE }, [
    { name: 'P', fields: { 3: patient?.get(3), 8: patient?.get(8), 9: patient?.get(9) } },
    { name: 'O', fields: { 3: tube, 5: { repeat: results.map(({ line }) => universal(line.code)) }, 26: status } },
    ...results.map((result) => resultRecord(result, at)),
  ]);
}

/** Two result records change places: the numbers show it. */
function swapped(message: Buffer): Buffer {
  const lines = message.toString('latin1').split('\r');
  const at = lines.findIndex((line) => line.startsWith('R|1|'));
  const moved = [...lines.slice(0, at), lines[at + 1] ?? '', lines[at] ?? '', ...lines.slice(at + 2)];
  return Buffer.from(moved.join('\r'), 'latin1');
}

function messagesOf(heard: HeardTube, results: readonly Measured[], mode: AnalyzerMode, at: Date): Buffer[] {
  const half = Math.ceil(results.length / 2);
  const whole = tubeMessage(heard, results, at, 'F');
  switch (mode) {
    case 'duplicate':
      return [whole, whole];
    case 'two-in-one': {
      const second = results.slice(half === results.length ? 0 : half);
      return [
        Buffer.concat([tubeMessage(heard, results.slice(0, half), at, 'P'), tubeMessage(heard, second, at, 'F')]),
      ];
    }
    case 'wrong-order':
      return [results.length > 1 ? swapped(whole) : whole];
    case 'wrong-encoding':
      // UTF-8 is agreed, the bytes are something else
      return [Buffer.from(whole.toString('latin1').replace('L|1', 'C|1|I|M\xe2u|I\rL|1'), 'latin1')];
    case 'unknown-order':
      return [tubeMessage({ ...heard, tube: '000000000000' }, results, at, 'F')];
    default:
      return [whole];
  }
}

const damages: Partial<Record<AnalyzerMode, () => Damage>> = { noisy: noise, cut: oneCut };

/**
 * A pretended analyzer that speaks ASTM over one line to the house: it asks about tubes, hears orders, measures and tells. It
 * knows nothing but the messages.
 */
export async function simulateAstmAnalyzer(options: AnalyzerManner & { readonly to: Address }): Promise<LabAnalyzer> {
  const { mode = 'normal', now = () => new Date(), say = () => undefined, seed = 1 } = options;
  const acknowledged: string[] = [];
  let isClosed = false;
  const damage = damages[mode];
  const wire = damage === undefined ? undefined : await openBadWire(options.to, damage());
  const client = openAstmClient({
    ...(wire === undefined ? options.to : { host: '127.0.0.1', port: wire.port }),
    role: 'instrument',
    redial: 500,
    async answer(message) {
      for (const heard of heardTubes(parseAstm(Buffer.from(message).toString()))) void report(heard);
      return new Uint8Array();
    },
  });

  async function tell(message: Buffer, what: string): Promise<void> {
    for (let attempt = 1; !isClosed && attempt <= TRIES; attempt++) {
      try {
        await client.send(message);
        acknowledged.push('ACK');
        say(`${what}: sent (${mode})`);
        return;
      } catch (error) {
        say(`${what}: attempt ${attempt} failed: ${error instanceof Error ? error.message : error}`);
        await pause(Math.min(2_000, 200 * attempt));
      }
    }
  }
  async function report(heard: HeardTube): Promise<void> {
    say(`tube ${heard.tube}: ${heard.codes.length} tests`);
    await pause(options.delay ?? (mode === 'slow' ? 15_000 : 1_000));
    const results = measureCodes(heard.codes, seed, options.values);
    if (results.length === 0) return;
    for (const message of messagesOf(heard, results, mode, now())) await tell(message, `tube ${heard.tube}`);
  }

  return {
    port: 0,
    acknowledged,
    scan: (tube) =>
      tell(
        writeAstm({ at: now(), zone: ZONE, sender: MACHINE }, [
          { name: 'Q', fields: { 3: [undefined, tube], 5: universal('ALL'), 13: 'O' } },
        ]),
        `tube ${tube}: query`,
      ),
    async control(lot, level, codes) {
      const at = now();
      const results = measureCodes(codes, seed, options.values);
      const records = results.map((result) => resultRecord(result, at));
      const order: AstmRecordDraft = {
        name: 'O',
        fields: { 3: [lot, level], 5: { repeat: codes.map(universal) }, 12: 'Q' },
      };
      await tell(
        writeAstm({ at, zone: ZONE, sender: MACHINE }, [{ name: 'P', fields: {} }, order, ...records]),
        `control ${lot}`,
      );
    },
    async close() {
      isClosed = true;
      client.close();
      await wire?.close();
    },
  };
}
