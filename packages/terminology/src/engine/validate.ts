import { fold } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { Coding, OperationOutcome, OperationOutcomeIssue, ValueSet } from 'fhir/r4';
import {
  canonicalOf,
  findValueSet,
  type Gathering,
  isDeprecatedHere,
  keyOf,
  type Member,
  membersOf,
  Sources,
  standingOf,
} from './members.ts';
import type { Tables } from './tables.ts';

export interface ValidateQuestion {
  /** of a value set; absent: only the code system is asked */
  readonly url?: string | undefined;
  readonly valueSet?: ValueSet | undefined;
  /** one of these must be right; the system may be missing when a value set is asked */
  readonly codings: readonly Coding[];
  readonly date: string;
  /** how the answer's places begin: `Coding`, `CodeableConcept`, nothing for a bare code */
  readonly place?: 'Coding' | 'CodeableConcept' | undefined;
}

export interface ValidateAnswer {
  readonly result: boolean;
  readonly code?: string | undefined;
  readonly system?: string | undefined;
  readonly version?: string | undefined;
  readonly display?: string | undefined;
  readonly message?: string | undefined;
  readonly issues?: OperationOutcome | undefined;
}

const TX = 'http://hl7.org/fhir/tools/CodeSystem/tx-issue-type';

interface Finding {
  readonly member?: Member | undefined;
  readonly issues: OperationOutcomeIssue[];
  readonly message?: string | undefined;
}

/**
 * Is the code right, on that day, in that value set, and is its display one that it has?
 *
 * @throws errors.unknownValueSet, errors.unknownSystem
 * @source FHIR R4 4.0.1, valueset-operation-validate-code.html, codesystem-operation-validate-code.html (verified)
 */
export async function validateCodes(tables: Tables, question: ValidateQuestion): Promise<ValidateAnswer> {
  const asked = question.codings.flatMap(({ code }) => code ?? []);
  const gathering: Gathering = { tables, date: question.date, sources: new Sources(), path: [], asked };
  const isOfSet = question.url !== undefined || question.valueSet !== undefined;
  const valueSet = isOfSet ? (question.valueSet ?? (await findValueSet(gathering, question.url ?? ''))) : undefined;
  const findings: Finding[] = [];
  for (const coding of question.codings) {
    const finding = valueSet ? await inSet(valueSet, coding, gathering) : await inSystem(coding, gathering);
    if (finding.member && !finding.message) return answerOf(finding, valueSet, gathering.sources, question);
    findings.push(finding);
  }
  const best = findings.find(({ member }) => member) ?? findings[0];
  return answerOf(best ?? { issues: [], message: 'Chưa có mã nào để kiểm.' }, valueSet, gathering.sources, question);
}

async function inSystem({ system = '', version, code = '', display }: Coding, gathering: Gathering): Promise<Finding> {
  const table = await gathering.tables.table(canonicalOf({ url: system, version }), gathering.date);
  if (!table || table.head.content === 'not-present') return notFound(`Nơi này không có hệ mã ${system}.`);
  gathering.sources.systems.set(canonicalOf(table.head), table);
  const node = table.find(code);
  if (!node) return notFound(`Mã ${code} không có trong danh mục vào ngày ${gathering.date}.`);
  return checkDisplay({ system, table, node, code: node.code, display: node.display }, display);
}

async function inSet(valueSet: ValueSet, coding: Coding, gathering: Gathering): Promise<Finding> {
  const { system, code = '', display } = coding;
  const members = await membersOf(valueSet, gathering);
  const member =
    system === undefined
      ? [...members.values()].find((one) => one.code === code)
      : (members.get(keyOf({ system, code })) ?? caseless(members, system, code));
  if (member) return checkDisplay(member, display);
  const shown = system === undefined ? code : `${system}|${code}`;
  return notFound(`Mã ${shown} không thuộc tập giá trị ${canonicalOf(valueSet)}.`);
}

/** Systems whose codes may be written in any case. */
function caseless(members: ReadonlyMap<string, Member>, system: string, code: string): Member | undefined {
  const lower = code.toLowerCase();
  return [...members.values()].find(
    (one) => one.system === system && one.table?.head.caseSensitive === false && one.code.toLowerCase() === lower,
  );
}

const notFound = (message: string): Finding => ({
  message,
  issues: [
    {
      severity: 'error',
      code: 'code-invalid',
      details: { coding: [{ system: TX, code: 'not-in-vs' }], text: message },
    },
  ],
});

/** Accents, case and spaces of a display do not count; other words do. */
function checkDisplay(member: Member, given: string | undefined): Finding {
  if (given === undefined) return { member, issues: [] };
  const { node, listed } = member;
  const known = [
    member.display,
    node?.display,
    ...[...(node?.designation ?? []), ...(listed?.designation ?? [])].map((one) => one.value),
  ];
  if (known.some((one) => one !== undefined && fold(one) === fold(given))) return { member, issues: [] };
  const message = `Tên “${given.slice(0, 100)}” không phải tên của mã ${member.code}; tên đúng là “${member.display ?? ''}”.`;
  const details = { coding: [{ system: TX, code: 'invalid-display' }], text: message };
  return { member, message, issues: [{ severity: 'error', code: 'invalid', details }] };
}

function answerOf(
  { member, issues, message }: Finding,
  valueSet: ValueSet | undefined,
  sources: Sources,
  { place }: ValidateQuestion,
): ValidateAnswer {
  const all = [
    ...issues,
    ...standings(valueSet, sources),
    ...(member ? markedDeprecated(member, valueSet, place) : []),
  ];
  return {
    result: member !== undefined && message === undefined,
    code: member?.code,
    system: member?.system,
    version: member?.table?.head.version,
    display: member?.display,
    message,
    issues: all.length === 0 ? undefined : { resourceType: 'OperationOutcome', issue: all },
  };
}

const words: Readonly<Record<string, string>> = {
  draft: 'bản nháp',
  experimental: 'bản thử nghiệm',
  deprecated: 'không nên dùng nữa',
  withdrawn: 'đã rút lại',
  retired: 'đã thôi dùng',
};

/** Definitions that are drafts, experiments, or no longer to be used. */
function standings(valueSet: ValueSet | undefined, sources: Sources): OperationOutcomeIssue[] {
  const used = [
    ...[...sources.systems.values()].map(({ head }) => ({ kind: 'CodeSystem', one: head })),
    ...[...sources.valueSets.values(), ...(valueSet ? [valueSet] : [])].map((one) => ({ kind: 'ValueSet', one })),
  ];
  return used.flatMap(({ kind, one }): OperationOutcomeIssue[] => {
    const standing = standingOf(one);
    if (standing === undefined) return [];
    const text = `${kind === 'ValueSet' ? 'Tập giá trị' : 'Hệ mã'} ${canonicalOf(one)}: ${words[standing] ?? standing}.`;
    return [
      {
        severity: 'information',
        code: 'business-rule',
        details: { coding: [{ system: TX, code: 'status-check' }], text },
        diagnostics: `Reference to ${standing} ${kind} ${canonicalOf(one)}`,
      },
    ];
  });
}

function markedDeprecated(
  member: Member,
  valueSet: ValueSet | undefined,
  place: string | undefined,
): OperationOutcomeIssue[] {
  if (!valueSet || !isDeprecatedHere(member)) return [];
  const at = place === undefined ? 'code' : `${place}.code`;
  return [
    {
      severity: 'warning',
      code: 'business-rule',
      details: {
        coding: [{ system: TX, code: 'code-comment' }],
        text: `Mã ${member.code} trong tập giá trị ${canonicalOf(valueSet)} được đánh dấu là không nên dùng nữa.`,
      },
      diagnostics: `code ${member.code} is marked as deprecated in the value set`,
      location: [at],
      expression: [at],
    },
  ];
}

/** For bindings: undefined when nobody here can tell. */
export async function admits(
  tables: Tables,
  url: string,
  { system, code }: { readonly system?: string | undefined; readonly code: string },
  date: string,
): Promise<boolean | undefined> {
  const gathering: Gathering = { tables, date, sources: new Sources(), path: [], asked: [code] };
  try {
    const valueSet = await findValueSet(gathering, url);
    const whole = await wholeSystems(valueSet, system, code, gathering);
    if (whole) return true;
    const members = await membersOf(valueSet, gathering);
    const isMember = system
      ? members.has(keyOf({ system, code }))
      : [...members.values()].some((one) => one.code === code);
    const isPartial = [...gathering.sources.systems.values()].some(({ head }) => head.content !== 'complete');
    return isMember || (isPartial ? undefined : false);
  } catch (thrown) {
    if (isFhirError(thrown) && thrown.status < 500) return undefined;
    throw thrown;
  }
}

/** Quick yes for the commonest kind: all of a system that knows the code, whatever else the value set holds. */
async function wholeSystems(
  { compose }: ValueSet,
  system: string | undefined,
  code: string,
  { tables, date }: Gathering,
): Promise<boolean> {
  if (!system || compose?.exclude) return false;
  const whole = compose?.include.find((one) => one.system === system && !one.concept && !one.filter && !one.valueSet);
  if (!whole) return false;
  if ((await tables.catalogs.edition(system)) !== undefined)
    return (await tables.catalogs.lookup({ system, code, date })) !== undefined;
  return (await tables.table(system, date))?.find(code) !== undefined;
}
