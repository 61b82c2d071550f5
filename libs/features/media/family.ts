import { recordedOnly } from '../family.js';
import { mediaEvents } from './events.js';

/** Media enquiries and statements. */
export const media = recordedOnly('media', mediaEvents);
