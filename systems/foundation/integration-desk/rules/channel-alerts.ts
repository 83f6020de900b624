/** What a channel declared about itself. Absent lines never alert. */
export interface AlertLimits {
  readonly silentMinutes?: number;
  readonly parked?: number;
  readonly waitingMinutes?: number;
}

/** How it does. */
export interface AlertGround {
  /** of the last message that came, or went */
  readonly lastMoved?: Date;
  /** since when the channel is as it is now: before anything moved, silence counts from here */
  readonly since: Date;
  /** parked within the declared window */
  readonly parked: number;
  readonly waitingSince?: Date;
}

export type ChannelAlert = 'silent' | 'parked' | 'waiting';

const olderThan = (moment: Date, minutes: number, now: Date): boolean =>
  now.getTime() - moment.getTime() > minutes * 60_000;

/**
 * What of a channel a person has to look at: nothing moved for longer than declared, as many messages were parked as declared
 * or more, the oldest that waits is older than declared. Exactly the declared time is not late yet.
 *
 * @source none: our own choice of what a channel may declare
 */
export function channelAlerts(limits: AlertLimits, ground: AlertGround, now: Date): ChannelAlert[] {
  const { silentMinutes, parked, waitingMinutes } = limits;
  const { lastMoved, since, waitingSince } = ground;
  const moved = lastMoved === undefined || lastMoved < since ? since : lastMoved;
  return [
    ...(silentMinutes !== undefined && olderThan(moved, silentMinutes, now) ? ['silent' as const] : []),
    ...(parked !== undefined && ground.parked >= parked ? ['parked' as const] : []),
    ...(waitingMinutes !== undefined && waitingSince !== undefined && olderThan(waitingSince, waitingMinutes, now)
      ? ['waiting' as const]
      : []),
  ];
}
