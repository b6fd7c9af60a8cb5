/** The ten properties of the event number `step`, 170 bytes of JSON. */
export function propertiesOf(step) {
  return {
    step,
    plan: 'business',
    price: 49.9,
    currency: 'EUR',
    trial: false,
    items: 3,
    category: 'subscriptions',
    experiment: 'checkout-b',
    list: ['mug', 'shirt'],
    referrer: null,
  };
}
