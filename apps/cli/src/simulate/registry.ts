import { createServer, type Socket } from 'node:net';
import { parseArgs } from 'node:util';
import { acknowledge, frameReader, type Hl7Message, type Hl7SegmentDraft, readHl7, writeHl7 } from '@lienmach/exchange';
import { habitOf, pieces, type WireAddress, type WireHabit, wireAddress } from './wire-habits.ts';

export interface RegistryOptions {
  readonly listen: WireAddress;
  readonly mode?: WireHabit;
  readonly now?: () => Date;
  /** one line for each step, never with patient data */
  readonly say?: (line: string) => void;
}

export interface PretendedRegistry {
  readonly port: number;
  /** how many people it knows */
  readonly size: number;
  close(): Promise<void>;
}

/** A person as somebody told of them: PID-3, PID-5, PID-7, PID-8 and their number here. */
interface Registered {
  readonly number: string;
  readonly identifiers: Map<string, readonly string[]>;
  family: string;
  given: string;
  birth: string;
  sex: string;
}

interface Memory {
  readonly people: Registered[];
  count: number;
}

const cxKey = (parts: readonly string[]): string => `${parts[3] ?? ''}|${parts[0] ?? ''}`;

/** Who shares a number is who is meant; everybody else is new. */
function register(message: Hl7Message, memory: Memory): void {
  const person = message.segment('PID');
  const numbers = person?.repetitions(3) ?? [];
  if (person === undefined || numbers.length === 0) return;
  let known = memory.people.find(({ identifiers }) => numbers.some((parts) => identifiers.has(cxKey(parts))));
  if (known === undefined) {
    memory.count += 1;
    known = { number: `DK${memory.count}`, identifiers: new Map(), family: '', given: '', birth: '', sex: '' };
    memory.people.push(known);
  }
  for (const parts of numbers) known.identifiers.set(cxKey(parts), parts);
  known.family = person.get(5, 1) || known.family;
  known.given = person.get(5, 2) || known.given;
  known.birth = person.get(7).slice(0, 8) || known.birth;
  known.sex = person.get(8) || known.sex;
}

const isAlike = (one: string, other: string): boolean => one.toLocaleLowerCase('vi') === other.toLocaleLowerCase('vi');

/** QPD-3: `@PID.5.1^Nguyễn` and the like; every demand must be met. */
function matches(demands: readonly (readonly string[])[], person: Registered): boolean {
  const value: Readonly<Record<string, string>> = {
    '@PID.5.1': person.family,
    '@PID.5.1.1': person.family,
    '@PID.5.2': person.given,
    '@PID.7': person.birth,
    '@PID.7.1': person.birth,
    '@PID.8': person.sex,
  };
  return demands.every(([name = '', wanted = '']) => {
    if (name.startsWith('@PID.3')) return [...person.identifiers.values()].some(([number]) => number === wanted);
    const told = value[name];
    return told !== undefined && isAlike(told, wanted);
  });
}

const personSegment = (person: Registered, turn: number): Hl7SegmentDraft => ({
  name: 'PID',
  fields: {
    1: String(turn + 1),
    3: { repeat: [[person.number, undefined, undefined, 'DANG-KY-GIA-LAP', 'PI'], ...person.identifiers.values()] },
    5: [person.family, person.given],
    7: person.birth,
    8: person.sex,
  },
});

/** RSP^K22 to a search, RSP^K23 to a number. @source HL7 v2.5.1 chapter 3, QBP^Q22, QBP^Q23 (verified) */
function respond(message: Hl7Message, memory: Memory, controlId: string, at: Date): Buffer {
  const query = message.segment('QPD');
  const demands = query?.repetitions(3) ?? [];
  const isSearch = message.type === 'QBP^Q22';
  const found = isSearch
    ? memory.people.filter((person) => demands.length > 0 && matches(demands, person))
    : memory.people.filter(({ identifiers }) => demands.some((parts) => identifiers.has(cxKey(parts))));
  const state = found.length > 0 ? 'OK' : 'NF';
  const text = writeHl7({ type: ['RSP', isSearch ? 'K22' : 'K23', isSearch ? 'RSP_K21' : 'RSP_K23'], controlId, at }, [
    { name: 'MSA', fields: { 1: 'AA', 2: message.controlId } },
    { name: 'QAK', fields: { 1: query?.get(2), 2: state } },
    { name: 'QPD', fields: { 1: [query?.get(1, 1), query?.get(1, 2)], 2: query?.get(2) } },
    ...found.slice(0, 20).map(personSegment),
  ]);
  return Buffer.from(text);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function write(socket: Socket, answer: Uint8Array, habit: WireHabit): Promise<void> {
  for (const piece of pieces(answer, habit)) {
    if (socket.destroyed) return;
    socket.write(piece);
    if (habit === 'slow' || habit === 'cut') await pause(50);
  }
  if (habit === 'duplicate' && !socket.destroyed) for (const piece of pieces(answer, habit)) socket.write(piece);
}

/** A pretended register of persons: keeps whom ADT and VXU tell of, answers QBP^Q22 and Q23. It knows only the wire. */
export async function simulateRegistry(options: RegistryOptions): Promise<PretendedRegistry> {
  const { mode = 'normal', now = () => new Date(), say = () => undefined } = options;
  const memory: Memory = { people: [], count: 0 };
  let count = 0;
  const nextId = (): string => {
    count += 1;
    return `DK${process.pid.toString(36)}${count}`.toUpperCase();
  };
  function answer(raw: Uint8Array): Buffer {
    try {
      const message = readHl7(raw);
      say(`heard ${message.type}`);
      if (message.type === 'QBP^Q22' || message.type === 'QBP^Q23') return respond(message, memory, nextId(), now());
      register(message, memory);
      return acknowledge(raw, { code: 'AA', controlId: nextId(), at: now() });
    } catch {
      return acknowledge(raw, { code: 'AR', controlId: nextId(), at: now() });
    }
  }
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    const reader = frameReader();
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      const heard = reader.push(chunk).map(answer);
      const told = mode === 'wrong-order' ? heard.toReversed() : heard;
      void told.reduce((before, one) => before.then(() => write(socket, one, mode)), Promise.resolve());
    });
  });
  await new Promise<void>((ready, fail) => {
    server.once('error', fail);
    server.listen(options.listen.port, options.listen.host, ready);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.listen.port,
    get size() {
      return memory.people.length;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** `lienmach simulate registry [--listen 2578] [--mode slow]` */
export async function registryCommand(args: readonly string[]): Promise<PretendedRegistry> {
  const { values } = parseArgs({
    args: [...args],
    options: { listen: { type: 'string', default: '2578' }, mode: { type: 'string', default: 'normal' } },
  });
  const mode = habitOf(values.mode);
  const registry = await simulateRegistry({
    listen: wireAddress(values.listen),
    mode,
    say: (line) => process.stdout.write(`registry: ${line}\n`),
  });
  process.stdout.write(`registry: listening on ${registry.port} (${mode})\n`);
  return registry;
}
