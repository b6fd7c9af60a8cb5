/** Resolves to what `act` resolves to of each of the list, in its order; so many
 * are under way at a time. */
export async function inParallel(list, count, act) {
  const results = [];
  const rest = list.entries();
  const work = async () => {
    for (const [index, one] of rest) results[index] = await act(one);
  };
  await Promise.all(Array.from({ length: count }, work));
  return results;
}
