/** Something that you want visitors to do. */
export interface Goal {
  /** Its name in reports (`goal.id`) and in HTML (`data-sluice-goal`). */
  id: string;
  /** A title for people. */
  title?: string;
  /** A note for people. */
  note?: string;
  /** `micro` is a step on the way; `macro` is what the site is for. Default:
   * `macro`. */
  kind?: 'micro' | 'macro';
  /** What reaches the goal: names of events or conditions, any of which is
   * enough. Without it, only marks in HTML reach the goal. */
  on?: string | GoalCondition | (string | GoalCondition)[];
  /** What does not count, even if `on` matches. */
  except?: string | GoalCondition | (string | GoalCondition)[];
  /** What it is worth: a decimal amount, best as text, or the field that has
   * it. */
  value?: string | number | { from: string };
  /** The currency (ISO 4217), or the field that has it. */
  currency?: string | { from: string };
  /** How often it counts. Default: once per order if the event has one,
   * otherwise once per page. */
  once?: 'event' | 'page' | 'session' | 'visitor' | 'order';
}

/** All members have to hold. Each * in a text stands for any text. */
export interface GoalCondition {
  /** Names of events. */
  event?: string | string[];
  /** A click on the element with this id (`#buy`) or this `click.selector`. */
  click?: string | string[];
  /** The submission of the form with this id or name. */
  form?: string | string[];
  /** The path of the page, or its address. */
  url?: string | string[];
  /** How far the page was scrolled, in percent. */
  scroll?: number;
  /** How long the page was in view and in use, such as `30s`. */
  engaged?: string;
  /** How much of a video was played, in percent. */
  video?: number;
  /** Tests of fields by path: `{ 'order.value': { atLeast: 100 } }`. */
  where?: Record<string, GoalValues | GoalTest>;
}

/** A value of a field. */
export type GoalValue = string | number | boolean;
/** A value of a field, or several, any of which fits. */
export type GoalValues = GoalValue | GoalValue[];

/** A test of a field. All members have to hold. */
export interface GoalTest {
  /** The value has to be this one, or one of these. */
  is?: GoalValues;
  /** The value must not be this one, or one of these. */
  not?: GoalValues;
  /** The smallest number that fits. */
  atLeast?: number | string;
  /** The largest number that fits. */
  atMost?: number | string;
}
