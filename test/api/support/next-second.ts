/** Waits until the clock shows another second: what is recorded before and after differs in whole seconds. */
export async function nextSecond(): Promise<void> {
  const second = () => Math.floor(Date.now() / 1000);
  const before = second();
  while (second() === before) await new Promise((resolve) => setTimeout(resolve, 10));
}
