/** What a plan's case may do, as far as it says which programs of the vendor's run. */
interface CaseWithSteps {
  readonly steps: readonly object[];
}

export interface VendorCommand {
  readonly argv: readonly string[];
  readonly stdin?: string | undefined;
}

/** The commands of a plan's cases that run a program, with what they read. */
export function vendorCommands(cases: readonly CaseWithSteps[]): VendorCommand[] {
  return cases.flatMap(({ steps }) => steps.filter((step): step is VendorCommand => 'argv' in step));
}

/**
 * A set of commands as one text, the same whatever their order and number. An operator's allow-list binds an artifact to
 * the SHA-256 of it: where nothing isolates, a program that is harmless by itself does its vendor's bidding by argv.
 */
export function commandsText(commands: readonly VendorCommand[]): string {
  const texts = commands.map(({ argv, stdin }) => JSON.stringify([[...argv], stdin ?? null]));
  return [...new Set(texts)].sort().join('\n');
}
