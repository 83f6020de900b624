import type { ClaimTable } from '../catalogs/claim-table.ts';
import { claimTables, findClaimTable } from '../catalogs/claim-tables.ts';
import { xml0 } from '../catalogs/xml0-check-in.ts';
import { errors } from '../errors.ts';
import type { ClaimFile, ClaimRow } from '../rules/claim-file.ts';
import { isDay } from '../rules/claim-moments.ts';
import type { RuleFault } from '../rules/claim-rule.ts';
import { parseXml, type XmlElement, type XmlFault } from './parse-xml.ts';

/** What an envelope says, and what is wrong with its form. */
export interface ReadEnvelope {
  /** MACSKCB */
  readonly facility: string;
  /** NGAYLAP as written */
  readonly made: string;
  readonly claims: readonly ClaimFile[];
  readonly faults: readonly RuleFault[];
}

/** Claims in one file: what one answer can hold. */
const MOST_CLAIMS = 5000;

const empty = { facility: '', made: '', claims: [] };

const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((one) => one.name === name);
const childText = (element: XmlElement | undefined, name: string): string => child(element, name)?.text.trim() ?? '';
const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  (element?.children ?? []).filter((one) => one.name === name);

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * The file itself: some programs hand over the base64 that the gateway wants, instead of what is in it.
 *
 * @source Công văn 1245/BHXH-CNTT (03/05/2024), fileHSBase64 (verified)
 */
export function envelopeBytes(bytes: Uint8Array): Uint8Array {
  // an XML file is told apart by its first sign; a byte order mark is none of base64
  if (!/^[A-Za-z0-9+/]/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 1)))) return bytes;
  const content = new TextDecoder('latin1').decode(bytes).replace(/\s+/g, '');
  return BASE64.test(content) && content.length % 4 === 0 ? Buffer.from(content, 'base64') : bytes;
}

interface InnerDocument {
  readonly root: XmlElement;
  /** written as XML where the standard wants base64 */
  readonly isPlain: boolean;
}

const plain = (root: XmlElement | XmlFault | undefined): InnerDocument | undefined =>
  root === undefined || typeof root === 'string' ? undefined : { root, isPlain: true };

/** The inner document of a FILEHOSO; undefined when it is neither base64 nor XML. */
function innerDocument(file: XmlElement): InnerDocument | undefined {
  const [element] = child(file, 'NOIDUNGFILE')?.children ?? [];
  if (element !== undefined) return plain(element);
  const text = childText(file, 'NOIDUNGFILE');
  if (text.startsWith('<')) return plain(parseXml(new TextEncoder().encode(text)));
  const content = text.replace(/\s+/g, '');
  if (content === '' || content.length % 4 !== 0 || !BASE64.test(content)) return undefined;
  const document = parseXml(Buffer.from(content, 'base64'));
  return typeof document === 'string' ? undefined : { root: document, isPlain: false };
}

/** The rows of an inner document; older files start at the list. */
function rowElements(table: ClaimTable, root: XmlElement): XmlElement[] | undefined {
  const { row, list } = table;
  if (row === undefined || list === undefined) return root.name === table.root ? [root] : undefined;
  if (root.name === list) return childrenOf(root, row);
  return root.name === table.root ? childrenOf(child(root, list), row) : undefined;
}

/** Names told of one row. */
const MOST_TOLD = 5;

/** A row must hold exactly the elements of its table, in their order. */
function readRow(table: ClaimTable, element: XmlElement, where: string, faults: RuleFault[]): ClaimRow {
  const expected = table.fields.map((field) => field.name);
  const found = element.children.map((one) => one.name);
  if (found.length !== expected.length || expected.some((name, at) => name !== found[at])) {
    const unmet = new Set(expected);
    // what is met is struck out: a name that comes again is one too many
    const unknown = found.filter((name) => !unmet.delete(name));
    const detail = [
      ...[...unmet].slice(0, MOST_TOLD).map((name) => `thiếu ${name}`),
      ...unknown.slice(0, MOST_TOLD).map((name) => `thừa ${name}`),
    ].slice(0, MOST_TOLD);
    faults.push({ rule: 'STR-01', where, detail: detail.join(', ') || 'sai thứ tự' });
  }
  return new Map(element.children.map((one) => [one.name, one.text.trim()]));
}

/** What is said of a file besides what stands in it. */
export interface EnvelopeContext {
  /** `yyyyMMdd` */
  readonly today?: string;
  /** it is about to be sent: signed, one claim for each file */
  readonly isSending?: boolean;
}

/** NĐ 188/2025/NĐ-CP wants files signed from this day on. */
const SIGNED_FROM = '20260101';

/** A signature with SHA-256 stands in its place. Whether it holds is seen by whoever has the certificate. */
function isSigned(place: XmlElement | undefined): boolean {
  const holds = (element: XmlElement, wanted: (one: XmlElement) => boolean): boolean =>
    wanted(element) || element.children.some((one) => holds(one, wanted));
  return (
    place !== undefined &&
    holds(place, ({ name }) => name.replace(/^.*:/, '') === 'SignatureValue') &&
    holds(place, ({ attributes = [] }) => attributes.some((text) => text.endsWith('sha256')))
  );
}

/** Rules of the envelope itself that depend on the day and on what the file is for. */
function wrapperFaults(root: XmlElement, made: string, claims: number, context: EnvelopeContext): RuleFault[] {
  const { today = made, isSending = false } = context;
  const isLate = made > today;
  return [
    ...(isDay(made) && !isLate ? [] : [{ rule: 'ENV-03', where: 'NGAYLAP', detail: made.slice(0, 20) }]),
    ...(isSending && claims !== 1 ? [{ rule: 'ENV-05', where: 'SOLUONGHOSO', detail: String(claims) }] : []),
    ...(isSending && today >= SIGNED_FROM && !isSigned(child(root, 'CHUKYDONVI'))
      ? [{ rule: 'ENV-09', where: 'CHUKYDONVI' }]
      : []),
  ];
}

/** A check-in is a document of its own. */
function readCheckIn(root: XmlElement): ReadEnvelope {
  const faults: RuleFault[] = [];
  const rows = (rowElements(xml0, root) ?? []).map((row, at) => readRow(xml0, row, `XML0[${at + 1}]`, faults));
  return { ...empty, claims: [new Map([['XML0', rows]])], faults };
}

function readFile(file: XmlElement, claim: Map<string, readonly ClaimRow[]>, place: string, faults: RuleFault[]): void {
  const code = childText(file, 'LOAIHOSO');
  const where = `${place}.${code}`;
  if (code === 'XML12') {
    faults.push({ rule: 'ENV-10', where });
    return;
  }
  const table = findClaimTable(code);
  if (table === undefined || claim.has(code)) {
    faults.push({ rule: 'ENV-06', where, detail: code });
    return;
  }
  const inner = innerDocument(file);
  const elements = inner === undefined ? undefined : rowElements(table, inner.root);
  if (elements === undefined) {
    faults.push({ rule: 'ENV-08', where, detail: code });
    return;
  }
  if (inner?.isPlain === true) faults.push({ rule: 'ENV-08', where, detail: code });
  claim.set(
    code,
    elements.map((element, at) => readRow(table, element, `${where}[${at + 1}]`, faults)),
  );
}

function readClaim(hoso: XmlElement, place: string, faults: RuleFault[]): ClaimFile {
  const claim = new Map<string, readonly ClaimRow[]>();
  const files = childrenOf(hoso, 'FILEHOSO');
  for (const file of files) readFile(file, claim, place, faults);
  if (files.filter((file) => childText(file, 'LOAIHOSO') === 'XML1').length !== 1) {
    faults.push({ rule: 'ENV-07', where: place });
  }
  return new Map(claimTables.flatMap(({ code }) => (claim.has(code) ? [[code, claim.get(code) ?? []] as const] : [])));
}

/**
 * Reads a GIAMDINHHS envelope from anywhere. What is wrong becomes faults of the rules of form.
 *
 * @throws claims.tooManyClaims (413), nothing else
 * @source Công văn 1245/BHXH-CNTT (03/05/2024) with annex (verified)
 */
export function readEnvelope(bytes: Uint8Array, context: EnvelopeContext = {}): ReadEnvelope {
  const root = parseXml(bytes);
  if (typeof root === 'string') return { ...empty, faults: [{ rule: 'ENV-01', where: 'GIAMDINHHS', detail: root }] };
  if (root.name === xml0.root) return readCheckIn(root);
  if (root.name !== 'GIAMDINHHS') {
    return { ...empty, faults: [{ rule: 'ENV-01', where: 'GIAMDINHHS', detail: root.name.slice(0, 64) }] };
  }
  const faults: RuleFault[] = [];
  const facility = childText(child(root, 'THONGTINDONVI'), 'MACSKCB');
  if (!/^\w{5}$/.test(facility)) faults.push({ rule: 'ENV-02', where: 'MACSKCB' });
  const information = child(root, 'THONGTINHOSO');
  const list = child(information, 'DANHSACHHOSO');
  const hosos = childrenOf(list, 'HOSO');
  const bare = childrenOf(list, 'FILEHOSO');
  if (hosos.length > MOST_CLAIMS) throw errors.tooManyClaims({ at: 'DANHSACHHOSO', most: MOST_CLAIMS });
  const all = bare.length > 0 ? [...hosos, { name: 'HOSO', text: '', children: bare }] : hosos;
  const count = childText(information, 'SOLUONGHOSO');
  if (!/^\d{1,9}$/.test(count) || Number(count) !== all.length) faults.push({ rule: 'ENV-04', where: 'SOLUONGHOSO' });
  const claims = all.map((hoso, at) => readClaim(hoso, `HOSO[${at + 1}]`, faults));
  const made = childText(information, 'NGAYLAP');
  return { facility, made, claims, faults: [...faults, ...wrapperFaults(root, made, all.length, context)] };
}
