import { recordedOnly } from '../family.js';
import { correctionEvents } from './events.js';

/** Amendments and the ledger's own acts: the council amends its history by them before it folds anything. */
export const corrections = recordedOnly('corrections', correctionEvents);
