import { expect, test } from 'vitest';
import { codecOf } from './codecs.ts';
import { errors } from './errors.ts';
import { frame, frameReader } from './mllp-frame.ts';

const at = new Date('2026-11-22T10:00:00Z');
const { outcome } = errors.needMissing({ need: 'patient', label: 'người bệnh' });
/** what the sender hears, one after the other */
function said(
  accept: string,
  application: string,
  verdict: { code: 'AA' | 'AE' | 'AR'; isLost?: true; reply?: Buffer },
): string[] {
  const raw = Buffer.from(`MSH|^~\\&|HIS||||20261122||ADT^A08|C1|P|2.5.1|||${accept}|${application}`);
  const good = verdict.code === 'AA';
  const answer = codecOf('hl7v2').answer(raw, { controlId: 'A7', at, ...verdict, ...(good ? {} : { outcome }) });
  if (answer.length === 0) return [];
  return frameReader()
    .push(frame(answer))
    .map((one) => /MSA\|(\w+)\|C1/.exec(String(one))?.[1] ?? String(one));
}

test.each([
  ['kiểu gốc: một câu trả lời', '', '', { code: 'AA' }, ['AA']],
  ['nhận và xử lý đều muốn nghe', 'AL', 'AL', { code: 'AA' }, ['CA', 'AA']],
  ['đã cất, còn chờ người xử lý', 'AL', 'AL', { code: 'AE' }, ['CA', 'AE']],
  ['chỉ muốn biết đã cất', 'AL', 'NE', { code: 'AE' }, ['CA']],
  ['chỉ muốn nghe khi hỏng: được thì im', 'ER', 'ER', { code: 'AA' }, []],
  ['chỉ muốn nghe khi hỏng: hỏng thì nói', 'ER', 'ER', { code: 'AE' }, ['AE']],
  ['chỉ muốn nghe khi được', 'SU', 'SU', { code: 'AA' }, ['CA', 'AA']],
  ['không bao giờ nhận được', 'AL', 'AL', { code: 'AR' }, ['CR']],
  ['sổ không ghi được: người gửi phải giữ', 'AL', 'AL', { code: 'AE', isLost: true }, ['CE']],
  ['không muốn nghe gì', 'NE', 'NE', { code: 'AR' }, []],
  ['một mục bỏ trống là không', '', 'AL', { code: 'AA' }, ['AA']],
  [
    'câu trả lời cho câu hỏi đi sau lời báo đã cất',
    'AL',
    'AL',
    { code: 'AA', reply: Buffer.from('RSP') },
    ['CA', 'RSP'],
  ],
] as const)('%s', (_title, accept, application, verdict, expected) => {
  expect(said(accept, application, verdict)).toEqual(expected);
});
