import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FiledSample, fileSample, loggedAfter } from './exchange/file-samples.ts';
import { mutatedCopy } from './exchange/mutate-message.ts';
import { openSamplesHouse } from './exchange/open-samples-house.ts';
import { hasSamples, readSamples, type Sample } from './exchange/read-samples.ts';
import { sampleChannels } from './exchange/sample-channels.ts';
import { samplesReport } from './exchange/samples-report.ts';

/** `npm run exchange-samples` makes 5,000 copies and writes the report */
const COPIES = Number(process.env.LIENMACH_SAMPLE_COPIES ?? 216);
const SEED = Number(process.env.LIENMACH_SAMPLE_SEED ?? 1);
const REPORT = process.env.LIENMACH_SAMPLE_REPORT;

const channelOf = ({ name }: Sample) => {
  const channel = sampleChannels.find(({ files }) => files.test(name));
  if (channel === undefined) throw new Error(`no channel for ${name}`);
  return channel;
};

/** MSH-15 or MSH-16 is there: then the sender itself says what it wants to hear, perhaps nothing. */
function mayBeSilent(raw: Buffer): boolean {
  const header =
    raw
      .toString('latin1')
      .replace('\u00ef\u00bb\u00bf', '')
      .split(/[\r\n]/, 1)[0] ?? '';
  const fields = header.split(header.charAt(3));
  return header.startsWith('MSH') && ((fields[14] ?? '') !== '' || (fields[15] ?? '') !== '');
}

let hospital: TestHospital;
const filed: FiledSample[] = [];
const samples = ['hl7v2', 'astm', 'cda'].flatMap(readSamples);
const tally = new Map<string, Map<string, number>>();
let last = '0';

beforeAll(async () => {
  if (hasSamples()) hospital = await openSamplesHouse();
});
afterAll(() => hospital?.close());

test('mọi bản tin mẫu của hệ thống khác đều có kết cục: nhận, từ chối hoặc chờ người', async (context) => {
  if (!hasSamples()) {
    process.stdout.write('skipped: ../shared/data/samples is not here\n');
    context.skip();
  }
  for (const sample of samples) {
    const one = await fileSample(hospital, sample, channelOf(sample), last);
    last = one.id;
    filed.push(one);
  }
  const ends = (outcome: FiledSample['outcome']) => filed.filter((one) => one.outcome === outcome);
  expect(filed).toHaveLength(samples.length);
  expect(filed.filter(({ code }) => code === 'exchange.bug')).toEqual([]);
  expect(ends('parked').every(({ text }) => /\p{L}/u.test(text))).toBe(true);
  // of the HL7 messages only what deletes a record or moves visits waits for a person
  const waiting = ends('parked').filter(({ name }) => name.startsWith('hl7v2'));
  expect(waiting.map(({ name }) => name.split('/').at(-1))).toEqual(['ADT-A29-01.hl7', 'ADT-A45-02.hl7']);
  expect(ends('refused').filter(({ name }) => name.startsWith('hl7v2'))).toEqual([]);
});

test('bản sao bị cắt, đảo, sai số đếm, sai chuỗi thoát, sai bảng mã, trường khổng lồ: không cái nào làm sập, không cái nào mất', async (context) => {
  if (!hasSamples()) context.skip();
  const sent = new Set<string>();
  const kinds = new Map<string, string>();
  const silent: string[] = [];
  for (let turn = 0; turn < COPIES; turn++) {
    const sample = samples[turn % samples.length];
    if (sample === undefined) continue;
    const channel = channelOf(sample);
    const copy = mutatedCopy(sample.raw, SEED + turn);
    hospital.tick(13 * 60);
    const answer = await hospital.inbound.receive(copy.raw, channel.partner, channel);
    const isAnswered =
      (channel.codec ?? 'hl7v2') !== 'hl7v2' ||
      /\rMSA\|[AC][AER][|\r]/.test(Buffer.from(answer).toString()) ||
      mayBeSilent(copy.raw);
    if (!isAnswered) silent.push(`${sample.name} ${copy.kind} ${turn}`);
    const key = `${channel.partner} ${createHash('sha256').update(copy.raw).digest('hex')}`;
    sent.add(key);
    kinds.set(key, copy.kind);
  }
  expect(silent).toEqual([]);
  const logged = await loggedAfter(hospital, last);
  const keyOf = ({ partner, raw }: (typeof logged)[number]): string =>
    `${partner} ${createHash('sha256').update(raw).digest('hex')}`;
  // a copy that equals a sample was there before, and a whole batch is logged message by message
  const before = new Set(
    samples.map((one) => `${channelOf(one).partner} ${createHash('sha256').update(one.raw).digest('hex')}`),
  );
  const inLog = new Set(logged.map(keyOf));
  expect([...sent].filter((key) => !inLog.has(key) && !before.has(key)).map((key) => kinds.get(key))).toEqual([]);
  expect(logged.filter(({ state }) => state === 'received')).toEqual([]);
  const bugs = logged.filter(({ reason }) => reason?.issue[0]?.details?.coding?.[0]?.code === 'exchange.bug');
  expect(bugs.map(({ raw }) => raw.toString('latin1').slice(0, 300))).toEqual([]);
  for (const one of logged) {
    const ends = tally.get(kinds.get(keyOf(one)) ?? '') ?? new Map<string, number>();
    ends.set(one.state, (ends.get(one.state) ?? 0) + 1);
    tally.set(kinds.get(keyOf(one)) ?? '', ends);
  }
  const report = samplesReport(filed, tally, {
    copies: COPIES,
    seed: SEED,
    logged: logged.length,
    repeats: COPIES - logged.length,
  });
  if (REPORT === undefined) return;
  process.stdout.write(report);
  writeFileSync(REPORT, report);
}, 3_600_000);
