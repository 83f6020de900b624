export type { Hl7Message, Hl7Segment } from './hl7-message.ts';
