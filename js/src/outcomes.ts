import { sayOutcome, type Report } from './console.js';
import type { Core } from './core/abi.js';
import { importCore } from './core/load.js';
import { parseJson } from './json.js';
import { OwnPromise } from './own-promise.js';
import { quietly } from './quiet.js';

/** What became of an event. All are texts, and empty where there is none. */
export interface Outcome {
  id: string;
  /** Its name, and its number on this page: "purchase #3". */
  event: string;
  destination: string;
  outcome: string;
  /** A JSON pointer into the policy. */
  rule: string;
}

/** Facts that may wait for the file. */
const kMaxWaiting = 5000;

/** Reports the outcome of every event to a developer. The page's own core has
 * no words for that, because every visitor would download them. `debug.js` is
 * the same core with the words. It gets the same facts, so it decides the same.
 * None of its actions is performed. */
export class Outcomes {
  private waiting_: string[] = [];
  private core_: Core | undefined;

  constructor(url: () => string, report: Report) {
    const asked = new OwnPromise<Core>((resolve) => resolve(importCore(url())));
    asked.then(
      (core) => {
        this.core_ = core;
        for (const fact of this.waiting_.splice(0)) this.take(fact);
      },
      (error) => report('warn', 'no_outcomes', `no debug.js: ${String(error)}`),
    );
  }

  take(fact: string): void {
    if (!this.core_) {
      // A gap would make all that follows untrue.
      if (this.waiting_.length < kMaxWaiting) this.waiting_.push(fact);
      return;
    }
    quietly(() => {
      for (const line of this.core_!.outcomesOf(fact).split('\n')) {
        if (line) sayOutcome(parseJson(line) as Outcome);
      }
    });
  }
}
