import type { Random } from '../random.ts';

/** One digit of the last eight is another. */
export function oneWrong(random: Random, number: string): string {
  const at = random.whole(number.length - 8, number.length - 1);
  const digit = (Number(number[at]) + random.whole(1, 9)) % 10;
  return `${number.slice(0, at)}${digit}${number.slice(at + 1)}`;
}

/** Two neighbours that differ are exchanged; undefined when all are equal. */
export function exchanged(random: Random, number: string): string | undefined {
  const places = [...Array(number.length).keys()].slice(0, -1).filter((at) => at >= 3 && number[at] !== number[at + 1]);
  if (places.length === 0) return undefined;
  const at = random.pick(places);
  return `${number.slice(0, at)}${number[at + 1]}${number[at]}${number.slice(at + 2)}`;
}
