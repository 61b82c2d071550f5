import type { WordsOf } from '#lib/kernel/index.js';
import type { interestEvents } from './events.js';
import { meetingWords } from './meeting-words.js';
import { registerWords } from './register-words.js';

/** What the events of this family are called on pages and in the catalogue. */
export const interestWords = { ...registerWords, ...meetingWords } as const satisfies WordsOf<typeof interestEvents>;
