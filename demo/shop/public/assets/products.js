/** Everything the shop sells. Prices are in pence. */
export const products = [
  {
    id: 'mug',
    name: 'Lock-keeper\u2019s mug',
    category: 'at-home',
    pence: 1450,
    line: 'Enamel, half a pint, hard to break.',
    text:
      'White enamel on steel with a blue rim. It goes on the stove, into ' +
      'the sink and, now and then, overboard; it minds none of these.',
    facts: ['Holds 0.35 litres', 'Enamelled steel', 'Safe on a stove'],
  },
  {
    id: 'lantern',
    name: 'Storm lantern',
    category: 'on-board',
    pence: 4200,
    line: 'Burns on when the wind gets up.',
    text:
      'A paraffin lantern with a guarded glass, bright enough to moor by ' +
      'and soft enough to read by. One filling lasts a night and a half.',
    facts: ['Burns 20 hours', 'Height 31 cm', 'Spare wick included'],
  },
  {
    id: 'rope',
    name: 'Mooring line',
    category: 'on-board',
    pence: 3600,
    line: 'Fifteen metres with a spliced eye.',
    text:
      'Three-strand line that stays soft when wet and holds a knot. One ' +
      'end has a spliced eye, the other a red whipping you can find in ' +
      'the dark.',
    facts: ['15 m long, 14 mm thick', 'Spliced by hand', 'Floats'],
  },
  {
    id: 'bell',
    name: 'Brass bell',
    category: 'on-board',
    pence: 5850,
    line: 'Heard around the bend.',
    text:
      'Cast brass on an iron bracket. Two rings before a blind bend, one ' +
      'for supper.',
    facts: ['Diameter 14 cm', 'Cast brass', 'Screws included'],
  },
  {
    id: 'windlass',
    name: 'Lock windlass',
    category: 'towpath',
    pence: 2400,
    line: 'Opens paddles, not doors.',
    text:
      'Forged steel with a turning brass grip, so that the paddle goes up ' +
      'and the skin stays on. Fits the two usual spindle sizes.',
    facts: ['Forged steel', 'Turning brass grip', 'Weighs 1.3 kg'],
  },
  {
    id: 'map',
    name: 'Map of the cut',
    category: 'towpath',
    pence: 950,
    line: 'Every lock, weir and water point.',
    text:
      'Forty miles of water on one folded sheet: locks, weirs, water ' +
      'points, winding holes and the two good bakeries.',
    facts: ['Scale 1 : 50 000', 'Tear-proof paper', 'Folds to pocket size'],
  },
  {
    id: 'can',
    name: 'Painted water can',
    category: 'towpath',
    pence: 6800,
    line: 'Roses, by hand, no two alike.',
    text:
      'Painted the old way: dark ground, bright bands, roses in four ' +
      'strokes. Carries ten litres from the water point to the kettle.',
    facts: ['Holds 10 litres', 'Painted by hand', 'Galvanised inside'],
  },
  {
    id: 'clock',
    name: 'Level clock',
    category: 'at-home',
    pence: 7900,
    line: 'Says how high the water stands.',
    text:
      'A brass dial with one hand that follows the level you set each ' +
      'morning. It tells no time, which is the point.',
    facts: ['Diameter 18 cm', 'Solid brass', 'Needs no battery'],
  },
  {
    id: 'blanket',
    name: 'Cabin blanket',
    category: 'at-home',
    pence: 8900,
    line: 'Wool, for evenings on deck.',
    text:
      'Woven from undyed and dyed wool in the colours of the boats. Warm ' +
      'when damp, as anything on a boat sooner or later is.',
    facts: ['130 by 180 cm', 'Pure new wool', 'Wash cold'],
  },
];

/** Categories by the name they have in addresses. */
export const categories = {
  'on-board': 'On board',
  towpath: 'On the towpath',
  'at-home': 'At home',
};

/** The product with this id; undefined if there is none. */
export const findProduct = (id) => products.find((one) => one.id === id);

/** "14.50": an amount as text, because no binary fraction is 0.1. */
export const formatAmount = (pence) => (pence / 100).toFixed(2);

/** The same as a shop writes it. */
export const formatPrice = (pence) => `\u00a3${formatAmount(pence)}`;
