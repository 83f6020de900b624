/** @source none: what is known around a claim that becomes the record */
import { identifierSystems } from '@lienmach/core';
import type {
  Binary,
  Bundle,
  Coverage,
  FhirResource,
  Parameters,
  Patient,
  Practitioner,
  Reference,
  RelatedPerson,
} from 'fhir/r4';

/** What a record consists of: everything that can carry extensions. */
export type RecordResource = Exclude<FhirResource, Binary | Bundle | Parameters>;

/** What the site knows of a visit that is read from a file. */
export interface ImportWorld {
  /** beginning of the ids of everything that will be written: the same for the same visit, so that a repeat writes nothing new */
  readonly prefix: string;
  /** how the person is referred to: the record's own, or a placeholder for the new one */
  readonly subject: Reference;
  /** the person, when the record knows them */
  readonly patient?: Patient;
  /** cards of the person */
  readonly coverages: readonly Coverage[];
  readonly relatives: readonly RelatedPerson[];
  /** people of the house by practising licence */
  readonly practitioners: ReadonlyMap<string, Practitioner>;
  /** the facility that the visit was at */
  readonly provider: Reference;
  /** patient numbers of another facility say whose they are */
  readonly isElsewhere: boolean;
}

/** What is empty is not there: FHIR knows no empty texts, lists or objects. */
export function compact<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) => {
      if (part === '') return undefined;
      if (Array.isArray(part)) return part.length === 0 ? undefined : part;
      return part;
    }),
  );
}

/** Collects the resources of one visit and names each. */
export class ImportedResources {
  readonly list: RecordResource[] = [];
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  add(resource: RecordResource): Reference {
    const id = `${this.#prefix}-${String(this.list.length + 1).padStart(5, '0')}`;
    this.list.push({ ...compact(resource), id });
    return { reference: `${resource.resourceType}/${id}` };
  }
}

/** Somebody by licence: the record's own practitioner, else named by the licence alone. */
export function personByLicence({ practitioners }: ImportWorld, licence: string, name = ''): Reference {
  const known = practitioners.get(licence);
  if (known?.id !== undefined) return { reference: `Practitioner/${known.id}` };
  return {
    type: 'Practitioner',
    identifier: { system: identifierSystems.practiceLicence, value: licence },
    ...(name === '' ? {} : { display: name }),
  };
}

/** Several people whose licences are joined by `;`. */
export const peopleByLicence = (world: ImportWorld, licences: string): Reference[] =>
  licences
    .split(';')
    .filter((licence) => licence !== '')
    .map((licence) => personByLicence(world, licence));
