import type { ElementDefinition, ElementDefinitionConstraint } from 'fhir/r4';
import type { ProfileRun } from './profile-run.ts';
import type { Spot } from './spot.ts';

/** A constraint ready to be asked of one value. */
export type ConstraintCheck = (spot: Spot, run: ProfileRun) => void;
export type CompileConstraint = (
  element: ElementDefinition,
  constraint: ElementDefinitionConstraint,
) => ConstraintCheck;

/** Functions that need somebody else to answer: other resources, a terminology, a profile. */
const unanswerable = /\b(?:resolve|memberOf|conformsTo|subsumes|subsumedBy|htmlChecks)\s*\(/;
const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';

let loading: Promise<CompileConstraint> | undefined;

/** The FHIRPath engine is large and slow to start: it is only loaded when the first profile is. */
export async function loadFhirPath(): Promise<CompileConstraint> {
  loading ??= Promise.all([import('fhirpath'), import('fhirpath/fhir-context/r4')]).then(
    ([{ default: fhirpath }, { default: model }]) =>
      (element, constraint) => {
        const { expression = '' } = constraint;
        if (expression === '') return () => undefined;
        if (unanswerable.test(expression)) return (_spot, run) => notRun(constraint, run);
        const compiled = new Map<string, (value: unknown, variables: object) => unknown>();
        const evaluator = (base: string) => {
          const known = compiled.get(base) ?? fhirpath.compile({ base, expression }, model);
          compiled.set(base, known);
          return known;
        };
        return (spot, run) => {
          const base = element.path.endsWith('[x]') ? (spot.type ?? 'Element') : element.path.replaceAll('[x]', '');
          let result: unknown;
          try {
            result = evaluator(base)(spot.value, { resource: run.root, rootResource: run.root });
          } catch {
            return notRun(constraint, run);
          }
          if (!Array.isArray(result) || result.length !== 1 || result[0] === false) broken(constraint, run);
        };
      },
  );
  return loading;
}

const notRun = ({ key }: ElementDefinitionConstraint, run: ProfileRun): void => run.report('constraintNotRun', { key });

function broken(constraint: ElementDefinitionConstraint, run: ProfileRun): void {
  const { key, human, severity } = constraint;
  run.note('invariant', { key, en: human, vi: inVietnamese(constraint) ?? human }, severity);
}

/** The standard extension for translations, on the sentence of the constraint. */
function inVietnamese(constraint: ElementDefinitionConstraint): string | undefined {
  const translations = constraint._human?.extension?.filter(({ url }) => url === TRANSLATION) ?? [];
  const found = translations.find(({ extension }) =>
    extension?.some(({ url, valueCode }) => url === 'lang' && valueCode === 'vi'),
  );
  return found?.extension?.find(({ url }) => url === 'content')?.valueString;
}
