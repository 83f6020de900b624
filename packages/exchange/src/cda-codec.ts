import { readCda } from '@lienmach/cda';
import type { Codec } from './codec.ts';
import { outcomeAnswer } from './document-codecs.ts';

/** CDA R2: mappings are chosen by `ClinicalDocument` and get the document as it was read, with its bytes. */
export const cdaCodec: Codec = {
  name: 'cda',
  // the number of a document lies deep in its text: the same bytes twice are the same document
  peek: () => ({ controlId: '' }),
  decode(raw) {
    const document = readCda(raw);
    const { root, extension } = document.id;
    const [patient] = document.patient.ids;
    return {
      type: 'ClinicalDocument',
      controlId: [root, extension].filter(Boolean).join('^').slice(0, 200),
      content: document,
      patientKey: patient?.extension ?? patient?.root,
    };
  },
  answer: outcomeAnswer,
};
