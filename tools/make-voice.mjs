// Makes the spoken words of the waiting boards anew: `node tools/make-voice.mjs`.
// Needs `espeak-ng` and `opusenc` (Debian: espeak-ng, opus-tools). One sound file with every word, and a table that says
// where each word stands in it; decision record 19 says why and what may be done with the result.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../systems/hospital/queue/screens/voice');

/** numbers, the words around them, and the words that names of rooms are made of */
const words = `
  mời số vào phòng khám quầy khoa cửa khu tầng
  không một hai ba bốn năm sáu bảy tám chín mười mươi mốt lăm linh trăm nghìn
  nội ngoại nhi sản phụ mắt tai mũi họng răng hàm mặt da liễu tim mạch thần kinh tiêu hóa hô hấp tiết cơ xương khớp
  thận lão ung bướu truyền nhiễm tâm y học cổ tổng hợp cấp cứu tiêm chủng dinh dưỡng phục hồi chức năng
  thu ngân tiếp đón lấy mẫu xét nghiệm siêu âm chụp phát thuốc dược lưu theo dõi dịch vụ chung đa quốc tế
  a b c d
`
  .trim()
  .split(/\s+/);

const RATE = 24_000;
/** seconds of silence between two words of the file */
const GAP = 0.05;
const QUIET = 0.012;
const LOUD = 0.8;

/** 16-bit mono samples of a WAV file that was written to a pipe: its lengths cannot be trusted */
function samplesOf(wav) {
  const rate = wav.readUInt32LE(24);
  const start = wav.indexOf('data') + 8;
  const all = new Float32Array(Math.floor((wav.length - start) / 2));
  for (let at = 0; at < all.length; at++) all[at] = wav.readInt16LE(start + at * 2) / 32_768;
  return { rate, all };
}

function resample({ rate, all }) {
  const out = new Float32Array(Math.floor((all.length * RATE) / rate));
  for (let at = 0; at < out.length; at++) {
    const where = (at * rate) / RATE;
    const left = Math.floor(where);
    out[at] = (all[left] ?? 0) * (1 - (where - left)) + (all[left + 1] ?? 0) * (where - left);
  }
  return out;
}

/** without the silence at both ends, every word equally loud, soft edges so that nothing clicks */
function trimmed(all) {
  const first = all.findIndex((sample) => Math.abs(sample) > QUIET);
  const last = all.findLastIndex((sample) => Math.abs(sample) > QUIET);
  const part = all.slice(Math.max(0, first - RATE * 0.008), last + RATE * 0.015);
  const peak = part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0.01);
  const edge = RATE * 0.005;
  return part.map((sample, at) => {
    const fade = Math.min(1, at / edge, (part.length - at) / edge);
    return (sample / peak) * LOUD * fade;
  });
}

const speak = (word) =>
  execFileSync('espeak-ng', ['-v', 'vi', '-s', '135', '-p', '42', '-g', '0', '--stdout', word], { maxBuffer: 1e8 });

const table = [];
const pieces = [];
let at = 0;
for (const word of words) {
  const sound = trimmed(resample(samplesOf(speak(word))));
  table.push([word, at / RATE, sound.length / RATE]);
  pieces.push(sound, new Float32Array(RATE * GAP));
  at += sound.length + RATE * GAP;
}

const bytes = Buffer.alloc(at * 2);
let offset = 0;
for (const piece of pieces) {
  for (const sample of piece) {
    bytes.writeInt16LE(Math.round(sample * 32_767), offset);
    offset += 2;
  }
}
execFileSync(
  'opusenc',
  // a fixed serial and no encoder note: made twice, the file is the same
  [
    '--quiet',
    '--raw',
    '--raw-rate',
    String(RATE),
    '--raw-chan',
    '1',
    '--raw-bits',
    '16',
    '--bitrate',
    '24',
    '--serial',
    '19',
    '-',
    join(folder, 'words.opus'),
  ],
  { input: bytes },
);

const lines = table.map(([word, from, length]) => `  ['${word}', ${from.toFixed(3)}, ${length.toFixed(3)}],`);
writeFileSync(
  join(folder, 'words.ts'),
  `/** Made by tools/make-voice.mjs: where each word stands in words.opus, in seconds: word, start, length. */
export const voiceWords: readonly (readonly [string, number, number])[] = [
${lines.join('\n')}
];
`,
);
console.info(`${words.length} words, ${(at / RATE).toFixed(0)} s`);
