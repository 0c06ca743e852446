/** In a fresh process, as the server is one: what a batch costs when nothing but its JSON is read and written. */
process.on('message', ({ request, answer }: { request: string; answer: string }) => {
  // The answer as objects is what the server has in hand; making it from text is not part of the measurement.
  const value: unknown = JSON.parse(answer);
  const begun = performance.now();
  JSON.parse(request);
  JSON.stringify(value);
  process.send?.(performance.now() - begun);
});
process.on('disconnect', () => process.exit());
