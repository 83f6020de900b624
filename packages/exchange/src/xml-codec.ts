import { readXmlTree, type XmlNode } from '@lienmach/cda';
import { isFhirError } from '@lienmach/outcome';
import type { Codec } from './codec.ts';
import { sharedKeys } from './declared-rows.ts';
import { contentId, outcomeAnswer } from './document-codecs.ts';
import { errors } from './errors.ts';
import { decodeText } from './hl7-charset.ts';

/** An element as data: attributes under `@name`, children under their names in lists, words under `#text`. */
interface Branch {
  [name: string]: string | readonly Branch[];
}

/** No name of a message reaches what every object has. */
const emptyBranch = (): Branch => Object.create(null) as Branch;

function branchOf(node: XmlNode): Branch {
  const branch = emptyBranch();
  for (const [name, value] of Object.entries(node.attributes)) branch[`@${name}`] = value;
  const lists = new Map<string, Branch[]>();
  for (const child of node.children) {
    if (typeof child === 'string') continue;
    const list = lists.get(child.name) ?? [];
    list.push(branchOf(child)); // the reader lets nothing through that is deeper than a hundred levels
    lists.set(child.name, list);
  }
  for (const [name, list] of lists) branch[name] = list;
  const words = node.children.filter((one) => typeof one === 'string');
  branch['#text'] = words.join('').trim();
  return branch;
}

const DECLARATION = /^\uFEFF?\s*<\?xml[^?>]{0,200}\?>/;

/** A channel that names a character set is believed, whatever the declaration of the file says. */
function utf8Bytes(raw: Uint8Array, charset: string | undefined): Uint8Array {
  if (charset === undefined) return raw;
  return Buffer.from(decodeText(raw, charset, 'file').replace(DECLARATION, ''), 'utf-8');
}

function treeOf(raw: Uint8Array): XmlNode {
  try {
    return readXmlTree(raw);
  } catch (error) {
    if (isFhirError(error)) throw errors.notReadable({ name: 'XML', detail: error.code ?? '' });
    throw error;
  }
}

/**
 * XML of any kind but CDA: mappings are chosen by the option `message` of the channel, else by the root element, and get
 * the tree under its root. No document type, no entity but the five of XML, nothing from outside.
 */
export const xmlCodec: Codec = {
  name: 'xml',
  peek: () => ({ controlId: '' }),
  decode(raw, options = {}) {
    const root = treeOf(utf8Bytes(raw, options.charset));
    const content = branchOf(root);
    return {
      type: options.message ?? root.name,
      controlId: contentId(raw),
      content,
      ...sharedKeys(content, options),
    };
  },
  answer: outcomeAnswer,
};
