import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { EventStream } from './event-stream.ts';

/** A reader whose line takes nothing: whatever is written waits. */
class SlowReader extends EventEmitter {
  destroyed = false;
  writableLength = 0;
  write(text: string): boolean {
    this.writableLength += text.length;
    return false;
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

const changes = Array.from({ length: 1000 }, (_, at) => ({ type: 'Patient' as const, id: `nguoi-benh-${at}` }));
const event = (seq: number) => ({ seq, changes, position: String(seq) });
const open = (select: () => Promise<typeof changes>) => {
  const reader = new SlowReader();
  // what the stream uses of a response
  return { reader, stream: new EventStream(reader as unknown as ServerResponse, select) };
};

test('người nghe chậm: không giữ mãi tin trong bộ nhớ, cắt luồng để họ nối lại', async () => {
  const { reader, stream } = open(async () => changes);
  for (let seq = 1; seq <= 100; seq += 1) stream.hear(event(seq));
  await stream.live(60_000);
  expect(reader.destroyed).toBe(true);
  expect(reader.writableLength).toBeLessThan(1_200_000);
});

test('hồ sơ trả lời chậm hơn tin tới: quá nhiều tin chờ thì cắt luồng', () => {
  const { reader, stream } = open(() => new Promise(() => undefined));
  for (let seq = 1; seq <= 2_001; seq += 1) stream.hear(event(seq));
  expect(reader.destroyed).toBe(true);
});

test('người nghe đã bỏ đi trước khi luồng mở: không giữ chỗ', async () => {
  const reader = new SlowReader();
  reader.destroy();
  const stream = new EventStream(reader as unknown as ServerResponse, async () => changes);
  await stream.live(60_000);
  expect(reader.writableLength).toBe(0);
});
