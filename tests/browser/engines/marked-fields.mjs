import { view } from './events.mjs';

const body = `<p><label id="label" data-sluice-event="agree">
    <input id="box" type="checkbox"> <span id="text">I agree</span></label></p>
  <fieldset id="set" data-sluice-event="plan">
    <input id="one" type="radio" name="plan" checked>
    <input id="two" type="radio" name="plan"></fieldset>
  <div id="list" data-sluice-event="size">
    <select id="select"><option>S<option>M<option>L</select></div>
  <div id="slide" data-sluice-event="sum">
    <input id="range" type="range" min="0" max="9" value="0"></div>`;

function onMarked(name, id, tag, more) {
  const common = { button: 'primary', by: 'mouse', count: 1 };
  const click = { kind: 'element', tag, id, selector: `#${id}`, ...common };
  return { name, path: '/', click: { ...click, ...more } };
}

export const markedFields = [
  {
    name: 'fields in marked elements count once, by mouse and keyboard',
    site: { data: { forms: 'false' }, body },
    async act(visitor) {
      await visitor.open();
      await visitor.click('#text');
      await visitor.click('#box');
      await visitor.press(' ', { on: '#box' });
      await visitor.press('ArrowDown', { on: '#one' });
      await visitor.press('ArrowDown', { on: '#select' });
      await visitor.press('ArrowRight', { on: '#range' });
      await visitor.click('#range');
    },
    events: [
      view('/'),
      onMarked('agree', 'label', 'label'),
      onMarked('agree', 'label', 'label', { count: 2 }),
      onMarked('agree', 'label', 'label', { by: 'keyboard', count: 3 }),
      onMarked('plan', 'set', 'fieldset', { by: 'keyboard' }),
      onMarked('size', 'list', 'div', { by: 'keyboard' }),
      onMarked('sum', 'slide', 'div', { by: 'keyboard' }),
      onMarked('sum', 'slide', 'div', { count: 2 }),
    ],
  },
];
