import { type Hl7SegmentDraft, hl7Time, writeHl7 } from '@lienmach/exchange';

const ZONE = '+07:00';
const families = ['NGUYỄN', 'TRẦN', 'LÊ', 'PHẠM', 'VŨ'];
const givens = ['AN', 'BÌNH', 'CHI', 'DŨNG', 'HÀ', 'LAN'];

export interface HisStory {
  readonly patient: number;
  readonly seed: number;
  readonly at: Date;
}

const item = (list: readonly string[], turn: number): string => list[turn % list.length] ?? '';

/** An invented person: numbers with prefix 099, telephone 0000 000 xxx. */
function personSegment({ patient, seed }: HisStory): Hl7SegmentDraft {
  const turn = seed * 31 + patient;
  const digits = String(turn).padStart(4, '0').slice(-4);
  return {
    name: 'PID',
    fields: {
      1: '1',
      3: {
        repeat: [
          [`GL${seed}-${patient}`, undefined, undefined, 'HIS-GIA-LAP', 'MR'],
          [`09918000${digits}`, undefined, undefined, 'CCCD', 'NI'],
        ],
      },
      5: [item(families, turn), item(givens, turn), 'MẪU'],
      7: `19${String(50 + (turn % 50)).padStart(2, '0')}0${1 + (turn % 9)}15`,
      8: turn % 2 === 0 ? 'M' : 'F',
      13: `0000000${String(turn % 1000).padStart(3, '0')}`,
    },
  };
}

/** What happens to one patient of a hospital in a day, as its messages tell it, in their order. */
export function hisStory(story: HisStory): Buffer[] {
  const { patient, seed } = story;
  const visit = `L${seed}-${patient}`;
  const begun = story.at;
  const later = (minutes: number): Date => new Date(begun.getTime() + minutes * 60_000);
  const person = personSegment(story);
  const stay = (kind: string, end?: Date): Hl7SegmentDraft => ({
    name: 'PV1',
    fields: {
      1: '1',
      2: kind,
      3: [kind === 'I' ? 'K01' : 'PK05', 'P101'],
      7: ['BS01', 'TRẦN', 'BÌNH'],
      19: visit,
      44: hl7Time(begun, ZONE),
      45: end === undefined ? undefined : hl7Time(end, ZONE),
    },
  });
  const message = (
    turn: number,
    type: readonly [string, string, string],
    minutes: number,
    segments: readonly Hl7SegmentDraft[],
  ): Buffer =>
    Buffer.from(
      writeHl7(
        {
          type,
          controlId: `HIS${begun.getTime().toString(36)}-${seed}-${patient}-${turn}`.toUpperCase(),
          at: later(minutes),
          zone: ZONE,
          from: { application: 'HIS-GIA-LAP' },
          to: { application: 'LIENMACH' },
        },
        segments,
      ),
    );
  const booked: Hl7SegmentDraft = {
    name: 'SCH',
    fields: {
      1: `H${visit}`,
      2: `H${visit}`,
      7: ['TK', 'Tái khám'],
      9: '15',
      10: 'min',
      11: [undefined, undefined, undefined, hl7Time(later(7 * 1440), ZONE)],
    },
  };
  return [
    message(1, ['ADT', 'A04', 'ADT_A01'], 0, [person, stay('O')]),
    message(2, ['ADT', 'A06', 'ADT_A06'], 40, [person, stay('I')]),
    message(3, ['SIU', 'S12', 'SIU_S12'], 50, [booked, person]),
    message(4, ['ADT', 'A03', 'ADT_A03'], 300, [person, stay('I', later(295))]),
  ];
}
