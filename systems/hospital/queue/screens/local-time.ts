import { formatTime } from '@lienmach/ui';

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', timeStyle: 'medium' });

/** `08:31` in Viet Nam, on this machine's clock or a given one */
export const localTime = (at = new Date()): string => formatTime(at.toISOString());

/** `08:31:05` */
export const exactTime = (at: Date): string => clock.format(at);
