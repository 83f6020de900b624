// The message catalog of an integrator, from the examples that the tests play: `npm run message-catalog`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageExamples } from '../systems/foundation/message-gateway/stories/message-examples.ts';
import { toldExamples } from '../systems/foundation/message-gateway/stories/told-examples.ts';
import { mergeExamples } from '../systems/foundation/patient-index/stories/message-examples.ts';
import { outsideExamples } from '../systems/hospital/laboratory/stories/message-examples.ts';

const file = join(import.meta.dirname, '../docs/integration/messages.md');

const block = (segments) => ['```', ...segments, '```'];
const incoming = ({ on, title, text, makes }) => [
  `### ${on}: ${title}`,
  '',
  ...block(text),
  '',
  makes.length === 0 ? 'Trả lời, không ghi gì.' : `Ghi hoặc sửa: ${makes.join(', ')}.`,
  '',
];
const outgoing = ({ title, message }) => {
  const segments = message
    .content({ receiver: 'HIS', charset: undefined, segments: ['NK1'] })
    .split('\r')
    .filter(Boolean);
  const [type, trigger] = (segments[0]?.split('|')[8] ?? '').split('^');
  return [`### ${type}^${trigger}: ${title}`, '', `\`sends\` có \`${message.kind}\`.`, '', ...block(segments), ''];
};

/** The whole page. */
export const catalogText = () =>
  [
    '# Message catalog',
    '',
    'Made by `npm run message-catalog` from the examples that the tests play; nothing here is typed by hand. People, numbers and facilities are invented. One segment a line; on the wire each ends in CR, between the bytes 0x0B and 0x1C 0x0D.',
    '',
    'What a channel declares: `authority.<name>` for every assigning authority in PID-3 and MRG-1 ([message gateway](../../systems/foundation/message-gateway/README.md)); the examples assume `authority.BVM = partner`, `authority.CCCD = personal`. An outgoing channel names in `sends` what it wants to be told, and in `adt-segments` what ADT shall tell beside the person and the visit (`NK1`, relatives; none unless named, the examples assume it).',
    '',
    'Answers: `AA` written; `AE` understood, not applied: parked for a person or to be sent again; `AR` nothing this site can take. `ERR-5` is the stable code, `ERR-8` the text for a person. A batch (`FHS`, `BHS` … `BTS`, `FTS`) is answered by a batch of acknowledgements; counts must agree.',
    '',
    '## Heard: patients, visits, appointments, documents, orders, charges',
    '',
    ...messageExamples.flatMap(incoming),
    '## Heard: two records are one person',
    '',
    ...mergeExamples.flatMap(incoming),
    '## Heard: results of another laboratory',
    '',
    'A channel with `mappings: ["laboratory.outside-oru", "laboratory.outside-oul"]`, the facility code of the laboratory as `partner.organization`, and a code map to LOINC.',
    '',
    ...outsideExamples.flatMap(incoming),
    '## Told',
    '',
    ...toldExamples.flatMap(outgoing),
  ].join('\n');

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--check')) {
    if (readFileSync(file, 'utf8') !== catalogText()) {
      console.error('docs/integration/messages.md is not what the examples say: npm run message-catalog');
      process.exitCode = 1;
    }
  } else writeFileSync(file, catalogText());
}
