import { readEnvelope } from '../house/read-envelope.ts';
import type { Tables } from './compare-tables.ts';

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
const plain = (text: string): string => text.replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity);

/** How rows are called in tables that hold a list; the others are one row, their root. */
const rowElements = ['CHI_TIET_THUOC', 'CHI_TIET_DVKT', 'CHI_TIET_CLS', 'CHI_TIET_DIEN_BIEN_BENH'];

const fieldsOf = (xml: string): ReadonlyMap<string, string> =>
  new Map([...xml.matchAll(/<([A-Z0-9_]+)>([^<]*)<\/\1>/g)].map(([, name = '', text = '']) => [name, plain(text)]));

function rowsOf(document: string): ReadonlyMap<string, string>[] {
  const name = rowElements.find((one) => document.includes(`<${one}>`));
  if (name === undefined) return [fieldsOf(document)];
  return [...document.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map(([, row = '']) =>
    fieldsOf(row),
  );
}

/** The tables of the one claim in an envelope. */
export const tablesOf = (envelope: string): Tables =>
  new Map([...readEnvelope(envelope).files].map(([kind, document]) => [kind, rowsOf(document)]));
