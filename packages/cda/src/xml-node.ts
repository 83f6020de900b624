/** An element of a clinical document: local name, or `prefix:name` when it is not of the namespace of HL7 version 3. */
export interface XmlNode {
  readonly name: string;
  /** attributes without namespace by name; `xsi:type` and `sdtc:…` with these prefixes */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlNode | string)[];
}

export const elementsOf = (node: XmlNode | undefined): XmlNode[] =>
  (node?.children ?? []).filter((one): one is XmlNode => typeof one !== 'string');

export const childrenOf = (node: XmlNode | undefined, name: string): XmlNode[] =>
  elementsOf(node).filter((one) => one.name === name);

/** First child along a path: `childOf(document, 'custodian', 'assignedCustodian')`. */
export function childOf(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  let current = node;
  for (const name of path) current = elementsOf(current).find((one) => one.name === name);
  return current;
}

/** An attribute that says something. */
export const attributeOf = (node: XmlNode | undefined, name: string): string | undefined => {
  const value = node?.attributes[name]?.trim();
  return value === '' ? undefined : value;
};

/** elements of a narrative that begin a new line */
const blocks: ReadonlySet<string> = new Set(['br', 'paragraph', 'list', 'item', 'table', 'tr', 'caption', 'title']);

/** what stands before the words of an element: a block begins a line, a cell a column */
function beforeOf({ name }: XmlNode): string {
  if (name === 'td' || name === 'th') return '\t';
  return blocks.has(name) ? '\n' : '';
}

/** cells apart, blanks as people write them */
const lineOf = (line: string): string =>
  line
    .split('\t')
    .map((cell) => cell.replace(/ +/g, ' ').trim())
    .filter((cell) => cell !== '')
    .join(' | ');

/** All words below an element as people would read them: cells apart, blocks on lines of their own. */
export function wordsOf(node: XmlNode | undefined): string {
  const parts: string[] = [];
  const open: (XmlNode | string)[] = node === undefined ? [] : [node];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (typeof one === 'string') {
      parts.push(one.replace(/\s+/g, ' '));
    } else {
      parts.push(beforeOf(one));
      open.push(...one.children.toReversed());
    }
  }
  const lines = parts.join('').split('\n').map(lineOf);
  return lines.filter((line) => line !== '').join('\n');
}

/** Every element below this one, in the order of the document. */
export function* descendantsOf(node: XmlNode): Generator<XmlNode> {
  const open = elementsOf(node).toReversed();
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    yield one;
    open.push(...elementsOf(one).toReversed());
  }
}
