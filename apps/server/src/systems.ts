import { catalogDesk } from '@lienmach/catalog-desk';
import { laboratory } from '@lienmach/laboratory';
import { patientIndex } from '@lienmach/patient-index';
import type { System } from '@lienmach/system-kit';

/** Every room of the house, in one list: add one, remove one, and the rest still stands. */
export const systems: readonly System[] = [patientIndex, catalogDesk, laboratory];
