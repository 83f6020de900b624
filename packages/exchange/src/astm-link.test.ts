import fc from 'fast-check';
import { expect, test } from 'vitest';
import { astmFrame, astmFrames } from './astm-frame.ts';
import { type AstmLink, type AstmLinkOptions, astmLink, type LinkStep } from './astm-link.ts';
import { unframedLink } from './astm-unframed.ts';

const [ENQ, ACK, NAK, EOT] = ['\x05', '\x06', '\x15', '\x04'];
const message = 'H|\\^&|||MAY\rP|1\rO|1|260302000042||^^^GLU\rR|1|^^^GLU|5.4|mmol/L\rL|1|N\r';
const bytes = (text: string) => Buffer.from(text, 'latin1');

/** What a step looks like from outside: what is written, what is delivered. */
const told = (steps: readonly LinkStep[]): string =>
  steps
    .map((step) => {
      if (step.do === 'write') return Buffer.from(step.bytes).toString('latin1');
      if (step.do === 'deliver') return `<${step.message.toString('latin1')}>`;
      if (step.do === 'failed' || step.do === 'hangUp') return `${step.do} ${step.reason.code}`;
      return step.do === 'wait' ? '' : step.do;
    })
    .join('');
const waits = (steps: readonly LinkStep[]) => steps.flatMap((step) => (step.do === 'wait' ? [step.ms] : []));

function receiver(options: Partial<AstmLinkOptions> = {}): {
  link: AstmLink;
  hear: (text: string | Uint8Array) => string;
} {
  const link = astmLink({ role: 'host', ...options });
  return { link, hear: (text) => told(link.receive(typeof text === 'string' ? bytes(text) : text)) };
}

test('nhận một bản tin: mỗi khung một ACK, khung cuối chỉ ACK sau khi đã giữ; hai bản tin trong một lượt', () => {
  const { link, hear } = receiver();
  expect(hear(ENQ)).toBe(ACK);
  const frames = astmFrames(bytes(message + message));
  expect(frames.slice(0, 4).map((frame) => hear(frame))).toEqual([ACK, ACK, ACK, ACK]);
  expect(hear(frames[4] ?? '')).toBe(`<${message}>`);
  expect(told(link.settle(true))).toBe(ACK);
  for (const frame of frames.slice(5, 9)) expect(hear(frame)).toBe(ACK);
  expect(hear(frames[9] ?? '')).toBe(`<${message}>`);
  expect(told(link.settle(true))).toBe(ACK);
  expect(hear(EOT)).toBe('');
});

test('sai mã kiểm tra, sai số khung, khung cắt ngang: NAK, gửi lại thì nhận', () => {
  const { hear } = receiver();
  hear(ENQ);
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = astmFrames(bytes(message));
  const broken = Buffer.from(first);
  broken[4] = (broken[4] ?? 0) ^ 1;
  expect(hear(broken)).toBe(NAK);
  expect(hear(second)).toBe(NAK);
  expect(hear(first.subarray(0, 9))).toBe('');
  expect(hear(first)).toBe(ACK); // a new STX begins the frame anew
  expect(hear(second)).toBe(ACK);
});

test('ACK bị mất, máy gửi lại khung cũ: trả ACK, không ghi hai lần; cùng số khác nội dung thì NAK', () => {
  const { link, hear } = receiver();
  hear(ENQ);
  const frames = astmFrames(bytes(message));
  const heard = frames.slice(0, 4).flatMap((frame) => [hear(frame), hear(frame)]);
  expect(heard).toEqual(Array(8).fill(ACK));
  expect(hear(astmFrame(4, bytes('R|1|^^^GLU|9.9|mmol/L\r'), true))).toBe(NAK);
  expect(hear(frames[4] ?? '')).toBe(`<${message}>`);
  link.settle(true);
  expect(hear(frames[4] ?? '')).toBe(ACK); // not delivered again
});

test('không giữ được bản tin: NAK khung cuối, máy gửi lại khung ấy thì có đủ bản tin', () => {
  const { link, hear } = receiver();
  hear(ENQ);
  const frames = astmFrames(bytes(message));
  for (const frame of frames) hear(frame);
  expect(told(link.settle(false))).toBe(NAK);
  expect(hear(frames.at(-1) ?? '')).toBe(`<${message}>`);
});

test('đang giữ bản tin thì không đọc tiếp; giữ xong mới xử lý byte đã tới', () => {
  const { link, hear } = receiver();
  hear(ENQ);
  expect(hear(Buffer.concat([...astmFrames(bytes(message)), bytes(EOT), bytes(ENQ)]))).toBe(
    `${ACK.repeat(4)}<${message}>`,
  );
  expect(told(link.settle(true))).toBe(`${ACK}${ACK}`);
});

test('máy ngừng giữa chừng: im 30 giây thì bỏ phần dở; EOT khi thiếu L thì giao phần đã nói để người xem', () => {
  const { link, hear } = receiver();
  hear(ENQ);
  const frames = astmFrames(bytes(message));
  hear(frames[0] ?? '');
  link.expire();
  expect(hear(frames[1] ?? '')).toBe('');
  expect(hear(ENQ)).toBe(ACK);
  hear(frames[0] ?? '');
  expect(hear(EOT)).toBe('<H|\\^&|||MAY\r>');
  expect(told(link.settle(true))).toBe('');
  expect(hear(ENQ)).toBe(ACK);
});

test('một bản tin trong một khung dài, hay bản ghi chia giữa chữ CHOL|: chỉ bản ghi L thật mới kết thúc', () => {
  const { link, hear } = receiver();
  hear(ENQ);
  expect(hear(astmFrame(1, bytes('H|\\^&\rO|1|1||^^^CHO'), true))).toBe(ACK);
  expect(hear(astmFrame(2, bytes('L|x\r'), true))).toBe(ACK);
  expect(hear(astmFrame(3, bytes('L|1|N\r'), true))).toContain('CHOL|x');
  link.settle(true);
  hear(EOT + ENQ);
  expect(hear(astmFrame(1, bytes(message), true))).toBe(`<${message}>`);
});

test('bản tin quá giới hạn hay khung không có điểm cuối: không tốn thêm bộ nhớ', () => {
  const { hear } = receiver({ limit: 100 });
  hear(ENQ);
  expect(hear(astmFrame(1, bytes('H|'.padEnd(80, 'x')), false))).toBe(ACK);
  expect(hear(astmFrame(2, bytes('x'.repeat(30)), false))).toBe(`${NAK}hangUp exchange.tooLarge`);
  const other = receiver();
  other.hear(ENQ);
  expect(other.hear(`\x02${'x'.repeat(70_000)}`)).toBe(NAK);
});

test('gửi đi: ENQ, khung, EOT; NAK thì gửi lại khung, sáu lần thì thôi', () => {
  const { link, hear } = receiver();
  expect(told(link.send(bytes('H|\\^&\rL|1|N\r')))).toBe(ENQ);
  expect(hear(ACK)).toBe('\x021H|\\^&\r\x03E5\r\n');
  expect(hear(NAK)).toBe('\x021H|\\^&\r\x03E5\r\n');
  expect(hear(ACK)).toBe('\x022L|1|N\r\x0305\r\n');
  expect(hear(EOT)).toBe(`${EOT}sent`); // a request for the line is an acknowledgement, too
  link.send(bytes('H|\\^&\r'));
  hear(ACK);
  const heard = Array.from({ length: 6 }, () => hear(NAK));
  expect(heard.at(-1)).toBe(`${EOT}failed exchange.notTaken`);
});

test('máy bận hay im lặng: chờ rồi hỏi lại, sáu lần thì báo không gửi được', () => {
  const { link, hear } = receiver();
  expect(waits(link.send(bytes('L|1\r')))).toEqual([15_000]);
  expect(waits(link.receive(bytes(NAK)))).toEqual([10_000]);
  expect(told(link.expire())).toBe(ENQ);
  const heard = Array.from({ length: 9 }, () => told(link.expire()));
  expect(heard).toEqual([EOT, ENQ, EOT, ENQ, EOT, ENQ, EOT, ENQ, `${EOT}failed exchange.noAnswer`]);
  link.send(bytes('L|1\r'));
  hear(ACK);
  expect(told(link.expire())).toBe(`${EOT}failed exchange.noAnswer`);
});

test('hai bên cùng gọi: máy được nói trước, bên này nói sau khi máy xong', () => {
  const host = receiver();
  host.link.send(bytes('L|1\r'));
  expect(waits(host.link.receive(bytes(ENQ)))).toEqual([20_000]);
  expect(host.hear(ENQ)).toBe(ACK);
  expect(host.hear(EOT)).toBe(ENQ);
  const machine = receiver({ role: 'instrument' });
  machine.link.send(bytes('L|1\r'));
  expect(waits(machine.link.receive(bytes(ENQ)))).toEqual([1_000]);
});

/** Two links joined by a wire that may damage, drop or add bytes; the clock runs when both are silent. */
function converse(text: string, damage: (chunk: Buffer) => Buffer): { kept: string[]; ends: string[] } {
  const ends: string[] = [];
  const kept: string[] = [];
  const [host, machine] = [astmLink({ role: 'host' }), astmLink({ role: 'instrument', frameSize: 20 })];
  const wire: [AstmLink, Buffer][] = [];
  const act = (from: AstmLink, to: AstmLink, steps: readonly LinkStep[]): void => {
    for (const step of steps) {
      if (step.do === 'write') wire.push([to, damage(Buffer.from(step.bytes))]);
      if (step.do === 'sent' || step.do === 'failed') ends.push(step.do);
      if (step.do !== 'deliver') continue;
      kept.push(step.message.toString('latin1'));
      act(from, to, from.settle(true));
    }
  };
  act(machine, host, machine.send(bytes(text)));
  for (let turn = 0; turn < 3_000 && ends.length === 0; turn++) {
    const [to, chunk] = wire.shift() ?? [];
    const other = to === host ? machine : host;
    if (to !== undefined && chunk !== undefined) act(to, other, to.receive(chunk));
    else {
      act(machine, host, machine.expire());
      if (wire.length === 0) act(host, machine, host.expire());
    }
  }
  return { kept, ends };
}

test('đường dây nhiễu ngẫu nhiên: bản tin tới nguyên vẹn hoặc không tới; báo đã gửi thì bên kia đã giữ', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ at: fc.nat(400), turn: fc.nat(60), to: fc.nat(255), kind: fc.nat(2) })),
      (hits) => {
        let turn = 0;
        const { kept, ends } = converse(message, (chunk) => {
          turn += 1;
          const hit = hits.find((one) => one.turn === turn);
          if (hit === undefined) return chunk;
          const at = hit.at % (chunk.length + 1);
          if (hit.kind === 0) return chunk.subarray(0, at);
          if (hit.kind === 1) return Buffer.concat([chunk.subarray(0, at), Buffer.of(hit.to), chunk.subarray(at)]);
          const changed = Buffer.from(chunk);
          if (at < changed.length) changed[at] = hit.to;
          return changed;
        });
        for (const one of kept.filter((text) => /\rL\|1\|N\r$/.test(text))) expect(one).toBe(message);
        if (ends[0] === 'sent') expect(kept).toContain(message);
      },
    ),
    { seed: 53, numRuns: 200 },
  );
});

test('byte bất kỳ không làm hỏng đường dây: ENQ sau đó vẫn được trả lời', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 8 }), (chunks) => {
      for (const link of [astmLink({ role: 'host' }), unframedLink()]) {
        for (const chunk of chunks) {
          const steps = link.receive(chunk);
          if (steps.at(-1)?.do === 'deliver') link.settle(true);
        }
        link.expire();
        const steps = link.receive(bytes(`\rH|\\^&\rL|1\r${ENQ}`));
        expect(steps.length).toBeGreaterThan(0);
      }
    }),
    { seed: 53, numRuns: 200 },
  );
});

test('máy không có lớp đường dây: bản tin từ H tới L, nhiễu ở giữa bị bỏ, bản dở bị thay bởi H mới', () => {
  const link = unframedLink(200);
  expect(told(link.receive(bytes('nhiễu\rH|\\^&|dở\rP|1\r')))).toBe('');
  expect(told(link.receive(bytes(`${message.slice(0, 30)}`)))).toBe('');
  expect(told(link.receive(bytes(`${message.slice(30)}${message}`)))).toBe(`<${message}>`);
  expect(told(link.receive(bytes('H|'))), 'not read while the message is being kept').toBe('');
  expect(told(link.settle(true))).toBe(`<${message}>`);
  expect(told(link.settle(true))).toBe('');
  expect(told(link.receive(bytes('x'.repeat(300))))).toBe('hangUp exchange.tooLarge');
  expect(told(link.send(bytes('L|1\r')))).toBe('L|1\rsent');
  expect(link.expire()).toEqual([]);
});
