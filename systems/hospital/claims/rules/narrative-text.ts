import type { CompositionSection } from 'fhir/r4';

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/** The words of a narrative, without its marks. @source none: reads the record */
export const narrativeText = (section: CompositionSection | undefined): string =>
  (section?.text?.div ?? '')
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/&(lt|gt|amp|quot|apos|nbsp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
