const DUE_MINUTES = [15, 30, 60, 120, 180, 240];

/**
 * When vital signs are due next while a bag runs in: a quarter of an hour after the first drop, half an hour, then every
 * hour.
 *
 * @param observedAt  the newest signs, those before the first drop too
 * @returns undefined after four hours: by then a bag is ended
 * @source TT 26/2013/TT-BYT, observation during transfusion (exists: verified; times: practice, from memory)
 */
export function observationDue(startedAt: string, observedAt: string): Date | undefined {
  const start = Date.parse(startedAt);
  const seen = (Date.parse(observedAt) - start) / 60_000;
  const next = DUE_MINUTES.find((minute, index) => seen < (minute + (DUE_MINUTES[index - 1] ?? 0)) / 2);
  return next === undefined ? undefined : new Date(start + next * 60_000);
}
