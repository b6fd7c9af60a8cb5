import type { ActFact } from '../facts.js';

/** Takes what was seen now. */
export type Tell = (act: ActFact) => void;
