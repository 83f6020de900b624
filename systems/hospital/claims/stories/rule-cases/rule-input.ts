import { findClaimTable } from '../../catalogs/claim-tables.ts';
import { xml0 } from '../../catalogs/xml0-check-in.ts';
import { judgeEnvelope } from '../../exchange/judge-envelope.ts';
import { writeEnvelope } from '../../exchange/write-envelope.ts';
import type { ClaimContext } from '../../rules/claim-context.ts';
import type { ClaimFile } from '../../rules/claim-file.ts';
import { judgeClaim } from '../../rules/judge-claim.ts';
import { rowForTests, soundTables } from '../claim-for-tests.ts';
import type { RuleCase, Scene } from './rule-case.ts';

type Row = Readonly<Record<string, string>>;
type Tables = Readonly<Record<string, readonly Row[]>>;

/** What stands around the tables when they travel. */
interface Wrapping {
  readonly doctype: string;
  readonly facility: string;
  readonly made: string;
  readonly count: string;
  readonly signature: string;
  readonly isSending: boolean;
  /** LOAIHOSO of the first table */
  readonly firstKind: string;
  /** one more table of this kind */
  readonly extraKind: string;
  /** stands before the base64 of the first table */
  readonly spoil: string;
  /** how GHI_CHU of XML1 is called */
  readonly remarkName: string;
  /** claim id of a second claim */
  readonly second: string;
}

/** Everything by which a rule can be judged: tables of a claim, what is known around it, other claims, how it is wrapped. */
export interface RuleInput {
  readonly tables: Tables;
  readonly context: ClaimContext;
  readonly others: readonly Tables[];
  readonly envelope: Wrapping;
}

const NOW = '202611200900';

const wrapping: Wrapping = {
  doctype: '',
  facility: '99001',
  made: '20261120',
  count: '1',
  signature: '',
  isSending: false,
  firstKind: 'XML1',
  extraKind: '',
  spoil: '',
  remarkName: 'GHI_CHU',
  second: '',
};

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isIndex = (step: string): boolean => /^\d+$/.test(step);

/** Puts a value at a path; what is missing on the way is made. */
function put(root: object, path: string, value: unknown): void {
  const steps = path.split('/');
  const last = steps.pop() ?? '';
  let place = root;
  for (const [at, step] of steps.entries()) {
    const next: unknown = Reflect.get(place, step);
    const branch = isBranch(next) ? next : isIndex(steps[at + 1] ?? last) ? [] : {};
    Reflect.set(place, step, branch);
    place = branch;
  }
  Reflect.set(place, last, value);
}

/** `XML3/1/…` lies among the tables, everything else where it says. */
const placed = (path: string): string => (path.startsWith('XML') ? `tables/${path}` : path);

function inputWith(edits: Scene): RuleInput {
  const input: RuleInput = structuredClone({
    tables: soundTables,
    context: { now: NOW },
    others: [],
    envelope: wrapping,
  });
  for (const [path, value] of Object.entries(edits)) put(input, placed(path), structuredClone(value));
  return input;
}

/** The two inputs of a case: one in which the rule fires, and its near miss. */
export const inputsOf = ([, at, fires, holds, scene = {}]: RuleCase): readonly [fires: RuleInput, holds: RuleInput] => [
  inputWith({ ...scene, [at]: fires }),
  inputWith({ ...scene, [at]: holds }),
];

/** Every leaf of an input by its path. */
function leavesOf(value: unknown, path = ''): [path: string, text: string][] {
  if (!isBranch(value)) return value === undefined ? [] : [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, `${path}/${key}`));
}

/** Paths at which two inputs differ. */
export function differencesOf(a: RuleInput, b: RuleInput): string[] {
  const [first, second] = [new Map(leavesOf(a)), new Map(leavesOf(b))];
  return [...new Set([...first.keys(), ...second.keys()])].filter((path) => first.get(path) !== second.get(path));
}

/** Rows with all elements of their table; what nobody said is empty. */
const claimOf = (tables: Tables): ClaimFile =>
  new Map(
    Object.entries(tables).map(([code, rows]) => {
      const fields = (code === 'XML0' ? xml0 : findClaimTable(code))?.fields ?? [];
      const filled = rows.map((row, at) => {
        const whole: Row = { ...rowForTests(code), STT: String(at + 1), ...row };
        return new Map(fields.map(({ name }) => [name, whole[name] ?? '']));
      });
      return [code, filled];
    }),
  );

/** The file as it would travel. */
function fileOf({ tables, envelope }: RuleInput): string {
  const claims = [claimOf(tables)];
  if (envelope.second !== '') {
    const [summary = {}] = tables.XML1 ?? [];
    claims.push(claimOf({ XML1: [{ ...summary, MA_LK: envelope.second }] }));
  }
  const renamed = claims.map(
    (claim) =>
      new Map(
        [...claim].map(([code, rows]) => [
          code,
          rows.map(
            (row) =>
              new Map([...row].map(([name, text]) => [name === 'GHI_CHU' ? envelope.remarkName : name, text] as const)),
          ),
        ]),
      ),
  );
  const file = (kind: string): string =>
    kind === '' ? '' : `<FILEHOSO><LOAIHOSO>${kind}</LOAIHOSO><NOIDUNGFILE>PGEvPg==</NOIDUNGFILE></FILEHOSO>`;
  return writeEnvelope({ facility: envelope.facility, made: envelope.made, claims: renamed })
    .replace('<GIAMDINHHS', `${envelope.doctype}<GIAMDINHHS`)
    .replace(/<SOLUONGHOSO>\d+/, `<SOLUONGHOSO>${envelope.count}`)
    .replace('<LOAIHOSO>XML1<', `<LOAIHOSO>${envelope.firstKind}<`)
    .replace('<NOIDUNGFILE>', `<NOIDUNGFILE>${envelope.spoil}`)
    .replace('</HOSO>', `${file(envelope.extraKind)}</HOSO>`)
    .replace('<CHUKYDONVI>', `<CHUKYDONVI>${envelope.signature}`);
}

/** Rules that are seen where a file is read. */
export const readWithTheFile = /^(?:ENV-|STR-01$|STR-11$)/;

/** Does this rule fire on this input? */
export function fires(rule: string, input: RuleInput): boolean {
  const { context, tables, others, envelope } = input;
  const faults = readWithTheFile.test(rule)
    ? judgeEnvelope(Buffer.from(fileOf(input), 'utf8'), NOW, envelope.isSending)
    : judgeClaim(claimOf(tables), { ...context, others: others.map(claimOf) });
  return faults.some((fault) => fault.rule === rule);
}
