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
  /** when the first of its certificates ends */
  readonly goodUntil?: Date;
  /** a secret file that it names is not there */
  readonly lacksSecret?: boolean;
}

export type ChannelAlert = 'silent' | 'parked' | 'waiting' | 'expired' | 'expiring' | 'secret';

/** so many days before a certificate ends somebody has to see to the next one */
const NOTICE = 30;
const DAY = 86_400_000;

function paperAlerts({ goodUntil, lacksSecret }: AlertGround, now: Date): ChannelAlert[] {
  const left = goodUntil === undefined ? Number.POSITIVE_INFINITY : goodUntil.getTime() - now.getTime();
  return [
    ...(left <= 0 ? ['expired' as const] : []),
    ...(left > 0 && left <= NOTICE * DAY ? ['expiring' as const] : []),
    ...(lacksSecret === true ? ['secret' as const] : []),
  ];
}

const olderThan = (moment: Date, minutes: number, now: Date): boolean =>
  now.getTime() - moment.getTime() > minutes * 60_000;

/**
 * What of a channel a person has to look at: nothing moved for longer than declared, as many messages were parked as declared
 * or more, the oldest that waits is older than declared. Exactly the declared time is not late yet. A certificate is told 30 days
 * before it ends, and from its last moment on.
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
    ...paperAlerts(ground, now),
  ];
}
