/** What reaches it, what it is worth and how often it counts. */
export interface Goal {
  id: string;
  title?: string;
  note?: string;
  /** A step on the way, or what the site is for. Default: macro. */
  kind?: 'micro' | 'macro';
  /** Event names or conditions, any of which is enough; without them it is
   * reached by marks in HTML only. */
  on?: string | GoalCondition | (string | GoalCondition)[];
  /** What does not count, whatever else fits. */
  except?: string | GoalCondition | (string | GoalCondition)[];
  /** A decimal amount, as text best, or the field that has it. */
  value?: string | number | { from: string };
  /** ISO 4217, or the field that has it. */
  currency?: string | { from: string };
  /** Default: once per order where the event has one, else once per page. */
  once?: 'event' | 'page' | 'session' | 'visitor' | 'order';
}

/** All of it has to hold; each * in a text stands for any text. */
export interface GoalCondition {
  /** Names of events. */
  event?: string | string[];
  /** `#id`, or the `click.selector`. */
  click?: string | string[];
  /** Id or name of a form that is submitted. */
  form?: string | string[];
  /** The page's path, or its address. */
  url?: string | string[];
  /** Percent of the page. */
  scroll?: number;
  /** Time in view and in use: "30s". */
  engaged?: string;
  /** Percent of a video. */
  video?: number;
  /** Tests of fields by path: `{ 'order.value': { atLeast: 100 } }`. */
  where?: Record<string, GoalValues | GoalTest>;
}

export type GoalValue = string | number | boolean;
export type GoalValues = GoalValue | GoalValue[];

export interface GoalTest {
  is?: GoalValues;
  not?: GoalValues;
  atLeast?: number | string;
  atMost?: number | string;
}
