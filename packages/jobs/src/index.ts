export { isHeard } from './expand-outbox.ts';
export { CALM_LANE, type EventHandler, type EventSource, type JobRow, type TimerHandler } from './job.ts';
export { type JobDesk, openJobDesk } from './job-desk.ts';
export { JobQueue, type JobQueueOptions } from './job-queue.ts';
export { countOldEvents, purgeOutbox } from './purge-outbox.ts';
export { purgeTraces } from './purge-traces.ts';
export { canPass, mostAttempts, retryDelay } from './retry-delay.ts';
export { jobsMigrations } from './schema.ts';
export { untilCalm } from './until-calm.ts';
