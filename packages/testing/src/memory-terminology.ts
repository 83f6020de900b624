import { type Concept, type Terminology, WordIndex } from '@lienmach/terminology';

const isInForce = (concept: Concept, date: string): boolean =>
  (concept.validFrom === undefined || concept.validFrom <= date) &&
  (concept.validTo === undefined || concept.validTo >= date);

const dayOf = (date: string | undefined, open: number): number =>
  date === undefined ? open : Number(date.replaceAll('-', ''));

/** The few concepts one test needs, found as the real terminology finds them, without importing a catalog. */
export function memoryTerminology(concepts: readonly Concept[]): Terminology {
  const find = (system: string, code: string, date: string) =>
    concepts.find((one) => one.system === system && one.code === code && isInForce(one, date));
  return {
    lookup: async ({ system, code, date }) => find(system, code, date),
    async expand({ system, filter = '', date, count = 20, offset = 0 }) {
      const words = new WordIndex(
        concepts
          .filter((one) => one.system === system)
          .map((one) => ({
            code: one.code,
            display: one.display,
            isCommon: one.properties.common === true,
            from: dayOf(one.validFrom, 0),
            to: dayOf(one.validTo, 99_999_999),
          })),
      );
      const codes = words.find(filter, dayOf(date, 0));
      const page = codes.slice(offset, offset + count).flatMap((code) => find(system, code, date) ?? []);
      return { total: codes.length, concepts: page };
    },
    edition: async (system) => (concepts.some((one) => one.system === system) ? '1' : undefined),
    all: async ({ system, date }) => concepts.filter((one) => one.system === system && isInForce(one, date)),
    translate: async () => [],
  };
}
