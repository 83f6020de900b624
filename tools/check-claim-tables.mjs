// Written claim files against the facts of the standard: paths, field names and order, lengths, forms. It shares no code with
// the room that writes them (rule `the-inspector-shares-no-code`). Files or folders as arguments, or a JSON list of texts on stdin.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @source QĐ 3176/QĐ-BYT (29/10/2024) as transcribed in the table of 479 fields */
export const factsPlace = join(import.meta.dirname, '../../shared/spec/bhyt-claims/tables.json');

export const readFacts = (place = factsPlace) =>
  existsSync(place) ? JSON.parse(readFileSync(place, 'utf8')).tables : undefined;

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plainText = (text) => text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => entities[name]);

/** Elements with their text and children; only what a claim file needs: no attributes but at the root, no comments. */
export function parse(xml) {
  const root = { name: '', text: '', children: [] };
  const open = [root];
  const tokens = /<\?[^>]*\?>|<(\/?)([A-Za-z_][\w.-]*)[^<>]*?(\/?)>|([^<]+)/g;
  for (const [, closing, name, empty, text] of xml.matchAll(tokens)) {
    const current = open.at(-1);
    if (text !== undefined) current.text += plainText(text);
    else if (closing === '/') {
      if (open.pop().name !== name) throw new Error(`</${name}> closes something else`);
    } else if (name !== undefined) {
      const element = { name, text: '', children: [] };
      current.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one whole document');
  return root.children[0];
}

const isDay = (text) =>
  /^\d{8}$/.test(text) &&
  new Date(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}T00:00:00Z`).toISOString().slice(0, 10) ===
    `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
const safely = (check) => (text) => {
  try {
    return check(text);
  } catch {
    return false;
  }
};
const day = safely(isDay);
const moment = (text) =>
  /^\d{12}$/.test(text) && day(text.slice(0, 8)) && text.slice(8, 10) <= '23' && text.slice(10) <= '59';
/** A birth may leave time, day and month as zeros. */
const birth = (text) => moment(text.slice(4, 8) === '0000' ? `${text.slice(0, 4)}0101${text.slice(8)}` : text);

const forms = {
  integer: (text) => /^\d+$/.test(text),
  'integer(code)': (text) => /^\d+$/.test(text),
  number: (text) => /^\d+(\.\d+)?$/.test(text),
  'number(2 decimals)': (text) => /^\d+\.\d{2}$/.test(text),
  'number(3 decimals)': (text) => /^\d+(\.\d{1,3})?$/.test(text),
  'string(decimal, 2 digits)': (text) => /^\d+\.\d{2}$/.test(text),
  'date(yyyyMMdd)': day,
  'datetime(yyyyMMddHHmm)': moment,
  'dateList(yyyyMMdd;...)': (text) => text.split(';').every((item) => item === '' || day(item)),
  'date(yyyyMMdd)|datetime(yyyyMMddHHmm)': (text) => day(text) || moment(text),
};

/** Longest value on a day of discharge; undefined: unlimited. */
function longest(field, left) {
  const amended = (field.amendments ?? []).filter(({ effectiveFrom }) => effectiveFrom.replaceAll('-', '') <= left);
  return amended.at(-1)?.maxLength ?? field.maxLength ?? undefined;
}

function faultOf(field, text, left) {
  if (text === '') return undefined;
  const max = longest(field, left);
  if (max !== undefined && [...text].length > max) return `longer than ${max}`;
  const hasForm = field.name === 'NGAY_SINH' ? birth : forms[field.type];
  if (hasForm !== undefined && !hasForm(text)) return `is no ${field.type}`;
  if (field.format !== undefined && !new RegExp(field.format).test(text)) return `is not ${field.format}`;
  return undefined;
}

function rowsOf(table, root) {
  const { root: rootName, list, row } = table.xml;
  if (root.name !== rootName) throw new Error(`root is ${root.name}`);
  if (list === null) return [root];
  const [only] = root.children;
  if (only?.name !== list) throw new Error(`list is ${only?.name}`);
  const other = only.children.find(({ name }) => name !== row);
  if (other !== undefined) throw new Error(`row is ${other.name}`);
  return only.children;
}

function checkRow(table, row, left, where) {
  const wanted = table.fields.map(({ name }) => name).join(' ');
  const found = row.children.map(({ name }) => name).join(' ');
  if (wanted !== found) return [`${where}: fields or their order differ: ${found}`];
  return table.fields.flatMap((field, at) => {
    const fault = faultOf(field, row.children[at].text, left);
    return fault === undefined ? [] : [`${where}.${field.name}: ${fault}: ${row.children[at].text.slice(0, 60)}`];
  });
}

const childOf = (element, ...path) =>
  path.reduce((found, name) => found?.children.find((child) => child.name === name), element);
const decode = (content) => Buffer.from(content, 'base64').toString('utf8');

function checkClaim(hoso, tables) {
  const files = hoso.children.map((file) => ({
    code: childOf(file, 'LOAIHOSO')?.text ?? '',
    root: parse(decode(childOf(file, 'NOIDUNGFILE')?.text ?? '')),
  }));
  const left = childOf(files.find(({ code }) => code === 'XML1')?.root, 'NGAY_RA')?.text ?? '';
  const rows = files.flatMap(({ code, root }) => {
    const table = tables.find((one) => one.code === code);
    if (table === undefined) return [{ faults: [`${code}: no such table`] }];
    return rowsOf(table, root).map((row, at) => ({ code, faults: checkRow(table, row, left, `${code}[${at + 1}]`) }));
  });
  return { tables: files.map(({ code }) => code), rows: rows.length, faults: rows.flatMap(({ faults }) => faults) };
}

/** What one file says, and where it differs from the standard. A check-in is a document of its own. */
export function checkClaimFile(text, tables) {
  try {
    const root = parse(text);
    if (root.name === 'CHI_TIEU_TRANG_THAI_KCB') {
      const table = tables.find(({ code }) => code === 'XML0');
      const rows = rowsOf(table, { ...root, children: root.children.filter(({ name }) => name !== 'CHUKYDONVI') });
      const checked = rows.flatMap((row, at) =>
        checkRow(table, row, childOf(row, 'NGAY_VAO')?.text.slice(0, 8) ?? '', `XML0[${at + 1}]`),
      );
      return { tables: ['XML0'], rows: rows.length, faults: checked };
    }
    const claims = childOf(root, 'THONGTINHOSO', 'DANHSACHHOSO')?.children ?? [];
    const wrapper =
      root.name === 'GIAMDINHHS' && claims.length > 0 ? [] : [`root is ${root.name}, ${claims.length} claims`];
    const checked = claims.map((hoso) => checkClaim(hoso, tables));
    return {
      tables: checked.flatMap((one) => one.tables),
      rows: checked.reduce((sum, one) => sum + one.rows, 0),
      faults: [...wrapper, ...checked.flatMap(({ faults }) => faults)],
    };
  } catch (thrown) {
    return { tables: [], rows: 0, faults: [`unreadable: ${thrown.message}`] };
  }
}

const filesAt = (place) =>
  statSync(place).isDirectory()
    ? readdirSync(place)
        .filter((name) => name.endsWith('.xml'))
        .map((name) => join(place, name))
    : [place];

function main(places) {
  const tables = readFacts();
  if (tables === undefined)
    return console.log('claim tables: ../shared/spec/bhyt-claims/tables.json is not here, nothing checked');
  const texts =
    places.length === 0
      ? JSON.parse(readFileSync(0, 'utf8'))
      : places.flatMap(filesAt).map((place) => readFileSync(place, 'utf8'));
  const results = texts.map((text) => checkClaimFile(text, tables));
  for (const [at, { faults }] of results.entries())
    for (const fault of faults.slice(0, 20)) console.log(`file ${at + 1} ${fault}`);
  const seen = new Set(results.flatMap((one) => one.tables));
  const rows = results.reduce((sum, one) => sum + one.rows, 0);
  const faults = results.reduce((sum, one) => sum + one.faults.length, 0);
  console.log(`claim tables: ${texts.length} files, ${seen.size} kinds of tables, ${rows} rows, ${faults} faults`);
  if (faults > 0 || texts.length === 0) process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) main(process.argv.slice(2));
