/** Adds sum_money(currency, amount, sign) to the database: an aggregate of
 * amounts in decimal text, as JSON `{currency: sum}`, exact to the last digit.
 * What lacks one of the three adds nothing. */
export function addMoney(database) {
  database.aggregate('sum_money', {
    start: () => new Map(),
    step(sums, currency, amount, sign) {
      if (currency === null || amount === null || sign === null) return;
      const sum = sums.get(currency) ?? { units: 0n, digits: 0 };
      sums.set(currency, add(sum, amount, BigInt(sign)));
    },
    result: (sums) => JSON.stringify(Object.fromEntries(written(sums))),
  });
}

/** What an amount is counted in: the schema allows six decimals. */
const unitDigits = 6;

function add({ units, digits }, amount, sign) {
  const [whole, decimals = ''] = amount.split('.');
  const value = BigInt(whole + decimals.padEnd(unitDigits, '0'));
  return {
    units: units + sign * value,
    digits: Math.max(digits, decimals.length),
  };
}

function written(sums) {
  return [...sums].sort().map(([currency, sum]) => [currency, write(sum)]);
}

/** With as many decimals as the amount that had most. */
function write({ units, digits }) {
  const sign = units < 0n ? '-' : '';
  const size = String(units < 0n ? -units : units);
  const text = size.padStart(unitDigits + 1, '0');
  const whole = text.slice(0, -unitDigits);
  const decimals = text.slice(-unitDigits).slice(0, digits);
  return sign + whole + (decimals && `.${decimals}`);
}
