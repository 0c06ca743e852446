/** Flat facts about a host or a run, as the contract carries them: names up to 64 characters, texts up to 2000. */
export type HostFacts = Readonly<Record<string, string | number | boolean | null>>;
