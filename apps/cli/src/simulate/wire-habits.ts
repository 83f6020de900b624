import { connect } from 'node:net';
import { frame } from '@lienmach/exchange';
import { defineErrors } from '@lienmach/outcome';
import { sendChunks } from './analyzer-wire.ts';

const errors = defineErrors('simulate-wire', {
  unknownMode: {
    issue: 'value',
    vi: 'Bộ giả lập không có kiểu “{mode}”. Có: {modes}.',
    en: '--mode must be one of {modes}',
  },
  badAddress: { issue: 'value', vi: 'Địa chỉ “{text}” sai; ví dụ đúng: 127.0.0.1:2575.', en: 'not host:port or port' },
});

/** How a system behaves on the wire: well, or with one of the bad habits systems have. */
export const wireHabits = ['normal', 'slow', 'cut', 'duplicate', 'wrong-order', 'noisy'] as const;
export type WireHabit = (typeof wireHabits)[number];

export interface WireAddress {
  readonly host: string;
  readonly port: number;
}

/** @throws simulate-wire.unknownMode */
export function habitOf(text: string): WireHabit {
  const habit = wireHabits.find((one) => one === text);
  if (habit === undefined) throw errors.unknownMode({ mode: text, modes: wireHabits.join(', ') });
  return habit;
}

/** @throws simulate-wire.badAddress */
export function wireAddress(text: string): WireAddress {
  const [, host = '127.0.0.1', port = ''] = /^(?:([^:]+):)?(\d{1,5})$/.exec(text) ?? [];
  if (port === '' || Number(port) > 65_535) throw errors.badAddress({ text });
  return { host, port: Number(port) };
}

const noise = Buffer.from('\r\n\0\u0007tạp âm\u001c\r');

/** the bytes that leave for one message, in their pieces */
export function pieces(message: Uint8Array, habit: WireHabit): Buffer[] {
  const whole = frame(message);
  const part = Math.ceil(whole.length / 4);
  const middle = whole.length >> 1;
  if (habit === 'slow') return [0, 1, 2, 3].map((turn) => whole.subarray(turn * part, (turn + 1) * part));
  if (habit === 'cut') return [whole.subarray(0, middle), whole.subarray(middle)];
  return habit === 'noisy' ? [Buffer.concat([noise, whole, noise])] : [whole];
}

/** A connection that breaks in the middle of a message: the other side must not take half for whole. */
const breakOff = (to: WireAddress, message: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(to);
    const half = frame(message);
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
    socket.on('connect', () => socket.write(half.subarray(0, half.length >> 1), () => socket.destroy()));
  });

/** Sends messages with the habit; @returns the answers in the order of sending */
export async function sendByHabit(
  to: WireAddress,
  messages: readonly Uint8Array[],
  habit: WireHabit,
): Promise<Buffer[]> {
  const answers: Buffer[] = [];
  for (const message of habit === 'wrong-order' ? messages.toReversed() : messages) {
    if (habit === 'cut') await breakOff(to, message);
    answers.push(...(await sendChunks(to, pieces(message, habit), 1)));
    if (habit === 'duplicate') answers.push(...(await sendChunks(to, pieces(message, habit), 1)));
  }
  return answers;
}
