import type { Mark } from './elements.js';

/** Pixels are those of CSS, whole ones. */
export interface ClickFact {
  fact: 'click';
  path: PathElement[];
  button: number;
  by?: string | undefined;
  /** Brought about by the click before. */
  echo?: boolean | undefined;
  /** Held down meanwhile, "ctrl+shift". */
  keys?: string | undefined;
  /** In the viewport, and where the button went down. */
  x?: number;
  y?: number;
  pressed?: [number, number];
  viewport?: [number, number];
  /** In the document, and how high that is. */
  page_x?: number;
  page_y?: number;
  height?: number;
  /** The site marked it, or something around it, so. */
  mask?: boolean | undefined;
  ignore?: boolean;
}

export interface PathElement {
  tag: string;
  nth: number | undefined;
  id?: string | undefined;
  role?: string | undefined;
  type?: string | undefined;
  name?: string | undefined;
  'data-testid'?: string | undefined;
  'data-test'?: string | undefined;
  'data-cy'?: string | undefined;
  'data-qa'?: string | undefined;
  href?: string | undefined;
  impression?: string | undefined;
  download?: boolean | undefined;
  handler?: boolean | undefined;
  pointer?: boolean | undefined;
  editable?: boolean | undefined;
  /** Left, top, width, height. */
  box?: [number, number, number, number] | undefined;
  text?: string | undefined;
  mark?: Mark | undefined;
  /** Told of the whole click. */
  mask?: boolean | undefined;
  ignore?: boolean | undefined;
}
