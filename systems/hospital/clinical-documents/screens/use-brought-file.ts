import { recordKey, useVerb, type Verb, valueIn, valuesIn } from '@lienmach/ui';
import type { Binary, Parameters, Reference } from 'fhir/r4';
import { useState } from 'react';

/** What the server saw in a file. */
export interface SeenDocument {
  readonly title: string | undefined;
  readonly facility: string | undefined;
  readonly time: string | undefined;
  readonly author: string | undefined;
  readonly name: string | undefined;
  readonly birthDate: string | undefined;
  readonly patient: Reference | undefined;
  readonly signature: string | undefined;
  readonly signer: string | undefined;
  readonly obstacle: string | undefined;
  readonly isKnown: boolean;
  readonly sections: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  readonly facts: readonly { readonly type: string; readonly count: number }[];
}

const textIn = (answer: Parameters, name: string): string | undefined => valueIn<string>(answer, name);

const seenIn = (answer: Parameters): SeenDocument => ({
  title: textIn(answer, 'title'),
  facility: textIn(answer, 'facility'),
  time: textIn(answer, 'time'),
  author: textIn(answer, 'author'),
  name: textIn(answer, 'name'),
  birthDate: textIn(answer, 'birthDate'),
  patient: valueIn<Reference>(answer, 'patient'),
  signature: textIn(answer, 'signature'),
  signer: textIn(answer, 'signer'),
  obstacle: textIn(answer, 'obstacle'),
  isKnown: valueIn<boolean>(answer, 'isKnown') === true,
  sections: valuesIn<Parameters>(answer, 'section').map((part, place) => ({
    id: String(place),
    title: textIn(part, 'title') ?? '',
    text: textIn(part, 'text') ?? '',
  })),
  facts: valuesIn<Parameters>(answer, 'fact').map((part) => ({
    type: textIn(part, 'type') ?? '',
    count: valueIn<number>(part, 'count') ?? 0,
  })),
});

const LARGEST = 20_000_000;

async function binaryOf(file: File): Promise<Binary> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let letters = '';
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return { resourceType: 'Binary', contentType: 'text/xml', data: btoa(letters) };
}

interface BroughtFile {
  readonly name: string;
  readonly content: Binary;
  readonly seen: SeenDocument;
}

interface Brought {
  readonly file: BroughtFile | undefined;
  readonly verb: Verb;
  readonly isTooLarge: boolean;
  /** name of whose record it was taken into */
  readonly receivedBy: string | undefined;
  look(file: File | undefined): Promise<void>;
  takeIn(): Promise<void>;
}

/** A file in somebody's hand: looked at first, then taken in. */
export function useBroughtFile(): Brought {
  const verb = useVerb(recordKey('DocumentReference'), recordKey('Observation'));
  const [file, setFile] = useState<BroughtFile>();
  const [isTooLarge, setTooLarge] = useState(false);
  const [receivedBy, setReceivedBy] = useState<string>();
  return {
    file,
    verb,
    isTooLarge,
    receivedBy,
    async look(chosen) {
      verb.clear();
      setReceivedBy(undefined);
      setFile(undefined);
      setTooLarge(chosen !== undefined && chosen.size > LARGEST);
      if (chosen === undefined || chosen.size > LARGEST) return;
      const content = await binaryOf(chosen);
      const answer = await verb.run<Parameters>('$look-at-cda', 'DocumentReference', { content });
      if (answer !== undefined && answer !== true) setFile({ name: chosen.name, content, seen: seenIn(answer) });
    },
    async takeIn() {
      if (file === undefined) return;
      const answer = await verb.run<Parameters>('$receive-cda', 'DocumentReference', { content: file.content });
      if (answer !== undefined) setReceivedBy(file.seen.patient?.display ?? file.seen.name ?? '');
    },
  };
}
