import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** One sample of others: a message, or a document out of a packed file. */
export interface Sample {
  /** `hl7v2/openelis/bc2000-cbc-result.hl7` */
  readonly name: string;
  readonly raw: Buffer;
}

/** messages of others lie beside this repository, not in it; without them there is nothing to show */
export const samplesFolder = join(import.meta.dirname, '../../../shared/data/samples');

export const hasSamples = (): boolean => existsSync(join(samplesFolder, 'hl7v2'));

/** Lines of notes, which no wire carries, stand before some messages. */
const withoutNotes = (raw: Buffer): Buffer =>
  raw[0] === 0x23
    ? Buffer.from(
        raw
          .toString('latin1')
          .replace(/^#.*(?:\r\n|\r|\n)/gm, '')
          .trimStart(),
        'latin1',
      )
    : raw;

interface Packed {
  readonly path: string;
  readonly text?: string;
  readonly b64?: string;
}

function unpack(file: string): Sample[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const { path, text, b64 } = JSON.parse(line) as Packed;
    return { name: path, raw: text === undefined ? Buffer.from(b64 ?? '', 'base64') : Buffer.from(text) };
  });
}

/** Every sample below one folder, by name. */
export function readSamples(folder: string): Sample[] {
  const root = join(samplesFolder, folder);
  if (!existsSync(root)) return [];
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((file) => {
      const name = relative(samplesFolder, file);
      if (file.endsWith('.ndjson.gz')) return unpack(file).map((one) => ({ ...one, name: `${folder}/${one.name}` }));
      return /\.(hl7|astm)$/.test(file) ? [{ name, raw: withoutNotes(readFileSync(file)) }] : [];
    });
}
