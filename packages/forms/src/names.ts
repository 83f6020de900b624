import type { FormItem } from './form.ts';

/** What people call a question: its text without the colon. */
export const nameOfItem = ({ text, linkId }: FormItem): string => text.replace(/[\s:：?]+$/, '') || linkId;
