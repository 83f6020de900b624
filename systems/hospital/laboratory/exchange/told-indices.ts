import { codeSystems } from '@lienmach/core';
import type { MessageContext, Need } from '@lienmach/exchange';
import type { Specimen } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isUsable } from '../rules/specimen-life.ts';
import { type Found, listOf, resourceOf, tubesOfOrder } from './found-resource.ts';
import type { HeardGroup, HeardResult } from './heard-result.ts';
import { mappedCode } from './result-observation.ts';

/** In a channel's code map: what a machine measured of the tube itself, no result of any order. */
const targets = { 'index-H': 'H', 'index-I': 'I', 'index-L': 'L' } as const;
type SerumIndex = (typeof targets)[keyof typeof targets];

const isTarget = (code: string): code is keyof typeof targets => Object.hasOwn(targets, code);

/** Haemolysis, icterus or lipaemia: only where the channel's code map says so. */
export function serumIndexOf({ codes }: HeardResult, context: MessageContext): SerumIndex | undefined {
  for (const one of codes) {
    const ours = mappedCode(one, context);
    if (ours !== undefined) return isTarget(ours) ? targets[ours] : undefined;
  }
  return undefined;
}

const NUMBER = /^[<>]?=?\s*(\d{1,6}(?:\.\d{1,4})?)$/;

/** A number, or a word of the machine that the channel's code map gives a number for. @throws laboratory.unreadableValue */
function numberOf(heard: HeardResult, index: SerumIndex, context: MessageContext): string {
  const written = (heard.value ?? '').trim();
  const [, digits] = NUMBER.exec(context.translate(written, codeSystems.serumIndex) ?? written) ?? [];
  if (digits === undefined) throw errors.unreadableValue({ at: heard.places.value, name: `HIL ${index}` });
  return digits;
}

/** @throws laboratory.unreadableValue: an index that cannot be read is no index of zero */
export function toldIndices({ results }: HeardGroup, context: MessageContext): Map<SerumIndex, string> {
  const told = results.flatMap((heard): [SerumIndex, string][] => {
    const index = serumIndexOf(heard, context);
    return index === undefined || heard.status === 'X' ? [] : [[index, numberOf(heard, index, context)]];
  });
  return new Map(told);
}

/** A message that names its order and not its tube: the tube is needed only where something is said about it. */
export function indexNeed(group: HeardGroup, context: MessageContext): Record<string, Need> {
  const { index, orderNumber, specimenNumber, results } = group;
  const isSaid = results.some((heard) => serumIndexOf(heard, context) !== undefined);
  if (!isSaid || orderNumber === '' || specimenNumber !== '') return {};
  return { [`tubes.${index}`]: tubesOfOrder(`order.${index}`, 20) };
}

/** The tube of a group: named by the message, or the one in use of the order. */
export function tubeOf({ index }: HeardGroup, found: Found, context: MessageContext): Specimen | undefined {
  const whole = listOf(context, `tubes.${index}`, 'Specimen').filter(
    (one) => isUsable(one) && one.parent === undefined,
  );
  return resourceOf(found, `specimen.${index}`, 'Specimen') ?? whole.at(-1);
}

/**
 * The tube with what a machine measured of it; said again, the last one counts. The same object where nothing is new.
 */
export function withIndices(tube: Specimen, told: ReadonlyMap<SerumIndex, string>): Specimen {
  if (told.size === 0) return tube;
  const isReplaced = ({ coding = [] }: NonNullable<Specimen['condition']>[number]): boolean =>
    coding.some(
      ({ system, code }) => system === codeSystems.serumIndex && [...told.keys()].some((one) => one === code),
    );
  return {
    ...tube,
    condition: [
      ...(tube.condition ?? []).filter((one) => !isReplaced(one)),
      ...[...told].map(([code, text]) => ({ coding: [{ system: codeSystems.serumIndex, code }], text })),
    ],
  };
}
