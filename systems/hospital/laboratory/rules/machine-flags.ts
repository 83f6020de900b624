import { codeSystems } from '@lienmach/core';
import type { CodeableConcept, Observation } from 'fhir/r4';

/** High and low follow from the catalog; what else a machine says about a value is kept as it was told. */
const ours: ReadonlySet<string> = new Set(['H', 'L', 'HH', 'LL', 'N', 'A', 'AA']);

/**
 * Flags of the machine besides high and low, as further interpretations of the result.
 *
 * @param told  OBX-8, or the flags of an ASTM record
 * @source HL7 table 0078 (verified); flags of machines beyond it are kept as they are
 */
export const machineFlags = (told: readonly string[]): CodeableConcept[] =>
  told
    .map((flag) => flag.trim().slice(0, 20))
    .filter((flag) => flag !== '' && !ours.has(flag))
    .map((code) => ({ coding: [{ system: codeSystems.machineFlag, code }], text: code }));

/** @source none: where `machineFlags` puts them */
export const machineFlagsOf = ({ interpretation = [] }: Observation): string[] =>
  interpretation.flatMap(({ coding = [] }) =>
    coding.filter(({ system }) => system === codeSystems.machineFlag).flatMap(({ code }) => code ?? []),
  );
