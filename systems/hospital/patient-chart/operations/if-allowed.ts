import { isFhirError } from '@lienmach/outcome';

/** What the role may not see is left out instead of failing the whole: undefined on 403, everything else goes on. */
export const ifAllowed = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((thrown: unknown) => {
    if (isFhirError(thrown) && thrown.status === 403) return undefined;
    throw thrown;
  });
