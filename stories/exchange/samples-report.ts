import type { FiledSample } from './file-samples.ts';

/** What became of the mutated copies: how many of each kind ended how. */
export type Tally = ReadonlyMap<string, ReadonlyMap<string, number>>;

const words: Readonly<Record<FiledSample['outcome'], string>> = {
  accepted: 'accepted',
  refused: 'refused',
  parked: 'parked',
};

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function sampleRow({ name, outcome, made, code, text }: FiledSample): string {
  const told =
    outcome === 'accepted'
      ? made || 'nothing new: the record knows it already, or something later'
      : `${code}: ${text}`;
  return row([name, words[outcome], told]);
}

/** The table of all samples, and of the copies that were harmed on purpose. */
export function samplesReport(
  filed: readonly FiledSample[],
  tally: Tally,
  figures: { readonly copies: number; readonly seed: number; readonly logged: number; readonly repeats: number },
): string {
  const count = (outcome: FiledSample['outcome']): number => filed.filter((one) => one.outcome === outcome).length;
  const states = ['applied', 'parked', 'refused'];
  return [
    '# Samples of others through the gateway',
    '',
    `\`npm run exchange-samples\`: ${filed.length} samples, ${count('accepted')} accepted, ${count('parked')} parked, ${count('refused')} refused. None crashed, none disappeared.`,
    '',
    row(['sample', 'outcome', 'resources made or changed, or why not']),
    row(['---', '---', '---']),
    ...filed.map(sampleRow),
    '',
    '## Copies harmed on purpose',
    '',
    `${figures.copies} copies (${figures.seed} is the first turn of the generator): ${figures.logged} in the message log, ${figures.repeats} byte for byte what had come before and answered from the log. Each was answered, none is without a verdict, none met an unexpected failure.`,
    '',
    row(['harm', ...states]),
    row(['---', '---:', '---:', '---:']),
    ...[...tally].map(([kind, ends]) => row([kind, ...states.map((state) => String(ends.get(state) ?? 0))])),
    '',
  ].join('\n');
}
