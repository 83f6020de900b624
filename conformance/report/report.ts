import { isGood, type Row, type Section, sections, verdictOf } from '../row.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');

function table(rows: readonly Row[]): string[] {
  const lines = rows.map((row) =>
    ['', cell(row.name), row.cases, row.passed, row.cases - row.passed, verdictOf(row), ''].join(' | ').trim(),
  );
  return ['| row | cases | passed | failed | verdict |', '|---|---:|---:|---:|---|', ...lines];
}

const sum = (rows: readonly Row[], pick: (row: Row) => number): number =>
  rows.reduce((total, row) => total + pick(row), 0);

/** Rows, cases and failures of one section in one line. */
export function summaryOf(section: Section, rows: readonly Row[]): string {
  const own = rows.filter((row) => row.section === section);
  const listed = own.filter((row) => row.listed !== undefined).length;
  const bad = own.filter((row) => !isGood(row)).length - listed;
  const cases = sum(own, (row) => row.cases);
  const failed = cases - sum(own, (row) => row.passed);
  return `| ${section} | ${own.length} | ${own.length - bad - listed} | ${bad} | ${listed} | ${cases} | ${failed} |`;
}

function failuresOf(rows: readonly Row[]): string[] {
  const bad = rows.filter((row) => !isGood(row));
  if (bad.length === 0) return ['None.'];
  return bad.flatMap((row) => [
    `- **${row.section}: ${cell(row.name)}** ${row.listed === undefined ? verdictOf(row) : `listed: ${row.listed}`}`,
    ...(row.listed === undefined
      ? row.failures.slice(0, 3).map((text) => `  - \`${cell(text).replaceAll('`', "'").slice(0, 300)}\``)
      : []),
  ]);
}

/** The whole run as Markdown: a summary, what did not hold, and every row. */
export function reportOf(rows: readonly Row[], facts: readonly string[]): string {
  return [
    '# Conformance to FHIR R4 4.0.1',
    '',
    'Made by `npm run conformance`; how it decides is in [conformance/README.md](../../conformance/README.md).',
    '',
    ...facts.map((fact) => `- ${fact}`),
    '',
    '| table | rows | held | did not hold | listed | cases | failed cases |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...sections.map((section) => summaryOf(section, rows)),
    '',
    '## What did not hold, and what is only listed',
    '',
    ...failuresOf(rows),
    ...sections.flatMap((section) => [
      '',
      `## ${section}`,
      '',
      ...table(rows.filter((row) => row.section === section)),
    ]),
    '',
  ].join('\n');
}
