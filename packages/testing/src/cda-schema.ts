import { existsSync, readFileSync } from 'node:fs';

const schemas = new URL('../../../../shared/data/samples/cda/schema/normative/', import.meta.url);

export const hasSchema: boolean = existsSync(schemas);

const read = (path: string) => readFileSync(new URL(path, schemas), 'utf8');

/** one folder for all files: the validator has no other */
const flat = (text: string): string => text.replace(/schemaLocation="[^"]*\/([^"/]+)"/g, 'schemaLocation="$1"');

const parts = ['datatypes', 'datatypes-base', 'infrastructureRoot', 'NarrativeBlock', 'voc'];

/** What is wrong with these documents by the schema of CDA R2; nothing when they are valid. */
export async function schemaFaults(texts: readonly string[]): Promise<string[]> {
  // loaded only by the tests that validate
  const { memoryPages, validateXML } = await import('xmllint-wasm');
  const { errors } = await validateXML({
    xml: texts.map((contents, index) => ({ fileName: `document-${index}.xml`, contents })),
    schema: [{ fileName: 'CDA.xsd', contents: flat(read('infrastructure/cda/CDA.xsd')) }],
    preload: [
      { fileName: 'POCD_MT000040.xsd', contents: flat(read('infrastructure/cda/POCD_MT000040.xsd')) },
      ...parts.map((name) => ({
        fileName: `${name}.xsd`,
        contents: flat(read(`processable/coreschemas/${name}.xsd`)),
      })),
    ],
    initialMemoryPages: 16 * memoryPages.MiB,
    maxMemoryPages: 512 * memoryPages.MiB,
  });
  return errors.map(({ rawMessage }) => rawMessage);
}
