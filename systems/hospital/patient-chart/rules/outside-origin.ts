import { codeSystems, extensionCoding, extensions } from '@lienmach/core';
import type { Observation } from 'fhir/r4';

/** Which other facility measured a result. */
export interface OutsideOrigin {
  readonly facility: string;
  /** quality level of its laboratory, `1` … `5` or `iso15189`, when it was told */
  readonly level?: string;
}

/**
 * Who measured it, when it was not this house.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), quality levels of laboratories (secondary); that the origin stands beside the value: own choice
 */
export function outsideOrigin(
  result: Pick<Observation, 'meta' | 'performer' | 'extension'>,
): OutsideOrigin | undefined {
  const isOutside = result.meta?.tag?.some(
    ({ system, code }) =>
      code === 'outside' && (system === codeSystems.resultOrigin || system === codeSystems.recordOrigin),
  );
  if (isOutside !== true) return undefined;
  const level = extensionCoding(result, extensions.labQualityLevel)?.code;
  return { facility: result.performer?.[0]?.display ?? '', ...(level === undefined ? {} : { level }) };
}
