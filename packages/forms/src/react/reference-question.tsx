import { type CodeChoice, CodePicker, nameOf, useRecord, useTexts } from '@lienmach/ui';
import type { FhirResource } from 'fhir/r4';
import { only, type QuestionProps } from './question.ts';
import { texts } from './texts.ts';

const searchable = ['Practitioner', 'Organization', 'Location', 'Patient'] as const;
type Searchable = (typeof searchable)[number];
const isSearchable = (type: string): type is Searchable => searchable.some((one) => one === type);

function displayOf(resource: FhirResource): string {
  if (!('name' in resource)) return resource.id ?? '';
  const { name } = resource;
  return Array.isArray(name) ? nameOf(name) : String(name ?? resource.id ?? '');
}

/** Somebody or some place of the house, by name. */
export function ReferenceQuestion({ item, field, answers, onAnswer }: QuestionProps) {
  const t = useTexts(texts);
  const record = useRecord();
  const types = item.referenceTypes.filter(isSearchable);
  const search = async (name: string): Promise<readonly CodeChoice[]> => {
    const found = await Promise.all(
      (types.length > 0 ? types : (['Practitioner'] as const)).map((type) =>
        record.search(type, { 'name:contains': name, _count: 8 }),
      ),
    );
    return found.flatMap(({ items }) =>
      items.map((one: FhirResource) => ({ code: `${one.resourceType}/${one.id}`, display: displayOf(one) })),
    );
  };
  const { reference = '', display = reference } = answers[0]?.valueReference ?? {};
  return (
    <CodePicker
      {...field}
      value={reference === '' ? undefined : { code: reference, display }}
      search={search}
      placeholder={t.search}
      isCodeHidden
      onChange={(choice) =>
        onAnswer(only(choice && { valueReference: { reference: choice.code, display: choice.display } }))
      }
    />
  );
}
