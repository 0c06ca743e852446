import {
  type CpuEntry,
  identifyMachine,
  MACHINE_FILES,
  type MachineIdentity,
  type MachineTexts,
  type OsReleaseEntry,
} from '#libs/domain';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

function load<T>(file: string, key: string): T[] {
  const document: unknown = parse(readFileSync(new URL(`../../../catalogue/${file}.yaml`, import.meta.url), 'utf8'));
  // catalogue-files.test.ts is what says that the files have the shapes of the types.
  return (document as Record<string, T[]>)[key] ?? [];
}

/** The shipped catalogue. */
export const catalogue = {
  systems: load<OsReleaseEntry>('operating-systems', 'operatingSystems'),
  cpus: load<CpuEntry>('cpus', 'cpus'),
};

export const SAMPLES = new URL('../../../../domain/src/platform-facts/fixtures/machines/', import.meta.url);

/** A sample: what is known of where it comes from, then a section for each thing that the machine says. */
export function sample(name: string): { header: string; texts: MachineTexts } {
  const [header = '', ...sections] = readFileSync(new URL(`${name}.txt`, SAMPLES), 'utf8').split(/^== /m);
  const said = new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')), bodyOf(section)]));
  const files = Object.fromEntries(
    MACHINE_FILES.flatMap((file) => {
      const text = said.get(file);
      return text === undefined ? [] : [[file, text]];
    }),
  );
  const texts: MachineTexts = {
    files,
    lscpu: said.get('lscpu') ?? '',
    machine: said.get('uname -m')?.trim() ?? '',
    kernel: said.get('uname -r')?.trim(),
    libc: said.get('libc')?.trim(),
    userlandBits: undefined,
    pageSize: undefined,
    loaders: [],
  };
  return { header, texts };
}

const bodyOf = (section: string): string => section.slice(section.indexOf('\n') + 1);

/** Which platform a sample is by the shipped catalogue, with some things said otherwise. */
export const identity = (name: string, changes: Partial<MachineTexts> = {}, stated = {}): MachineIdentity =>
  identifyMachine({ ...sample(name).texts, ...changes }, catalogue, stated);
