import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** One file of others, as it was published. */
export interface Sample {
  /** the archive it lies in, e.g. `r4-examples` */
  readonly archive: string;
  readonly path: string;
  readonly text: string;
}

const folder = join(import.meta.dirname, '../../../shared/data/samples/fhir');

/** Every FHIR sample that lies beside the checkout; none when the folder is absent. */
export function readSamples(): Sample[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson.gz'))
    .sort()
    .flatMap((name) => {
      const lines = gunzipSync(readFileSync(join(folder, name)))
        .toString('utf8')
        .split('\n')
        .filter(Boolean);
      return lines.map((line) => {
        const { path, text, b64 } = JSON.parse(line) as { path: string; text?: string; b64?: string };
        const decoded = text ?? Buffer.from(b64 ?? '', 'base64').toString('utf8');
        return { archive: name.replace('.ndjson.gz', ''), path, text: decoded.replace(/^\uFEFF/, '') };
      });
    });
}
