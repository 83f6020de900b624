import type { Concept, Terminology } from '@lienmach/terminology';

const isInForce = (concept: Concept, date: string): boolean =>
  (concept.validFrom === undefined || concept.validFrom <= date) &&
  (concept.validTo === undefined || concept.validTo >= date);

/** The few concepts one test needs, without importing a catalog. */
export function memoryTerminology(concepts: readonly Concept[]): Terminology {
  return {
    lookup: async ({ system, code, date }) =>
      concepts.find((one) => one.system === system && one.code === code && isInForce(one, date)),
    async expand({ system, filter = '', date, count = 20, offset = 0 }) {
      const wanted = filter.toLowerCase();
      const found = concepts.filter(
        (one) =>
          one.system === system &&
          isInForce(one, date) &&
          (one.display.toLowerCase().includes(wanted) || one.code.toLowerCase().startsWith(wanted)),
      );
      return { total: found.length, concepts: found.slice(offset, offset + count) };
    },
    translate: async () => [],
  };
}
