import type { VendorCommand } from '#libs/contracts';

/**
 * The demo's real product: esbuild, whose binary packages on npm are static programs for five of the catalogue's ISAs.
 * Integrity values are the registry's `dist.integrity` of these exact versions (SHA-512, SRI form), read on 2026-11-23.
 */
export const ESBUILD = {
  slug: 'esbuild',
  name: 'esbuild 打包工具',
  nameEn: 'esbuild, a bundler for the web',
  category: 'developer-tool',
  description: '极快的 JavaScript 与 CSS 打包工具。An extremely fast bundler for JavaScript and CSS.',
  version: '0.28.2',
  /** Day on which npm published it. */
  releasedOn: '2026-08-08',
  line: '0.28',
  ordinal: 28_002,
} as const;

export interface NpmPackage {
  /** ISA as the catalogue names it. */
  readonly isa: string;
  readonly name: string;
  readonly integrity: string;
}

export const PACKAGES: readonly NpmPackage[] = [
  {
    isa: 'x86_64',
    name: '@esbuild/linux-x64',
    integrity: 'sha512-4xTZr1FUmSoQW4XIWmit3tzQrUTZM+N3P0XV8xROKYF50XfI7xeO90+1bZvNwxIufQ9hDQVRJH5YhgPVF8A/HQ==',
  },
  {
    isa: 'aarch64',
    name: '@esbuild/linux-arm64',
    integrity: 'sha512-pW4AC0P3it8c7do9MVM4p51FzHzdM/TZrerurgRcHJ2WTa1VQ1CIq18xncfpBJw4ojkiZZrKW2yIBWBP92j6Ug==',
  },
  {
    isa: 'loongarch64',
    name: '@esbuild/linux-loong64',
    integrity: 'sha512-buwkd8nsph4R+ajRvw0qM5Hja/TXQow3ptzWO2EbG/cqcIkHloRrdlBtQlshyYGTNFvfkfJ5tpPLVkY4DtsPfQ==',
  },
  {
    isa: 'mips64el',
    name: '@esbuild/linux-mips64el',
    integrity: 'sha512-ZVykbDyk7519VwiNb9Lcj9m8XM6v5V9uKPvrEMkkEedVewf+0itkhahp4HDpgERXhwLRpWFypsGbG/J8s0QjJA==',
  },
  {
    isa: 'riscv64',
    name: '@esbuild/linux-riscv64',
    integrity: 'sha512-GeXCej4IQtU1B+QlDV8W/RRvbzI3O/Stss+/bCXv4lZls5WGRtu2a+3JkA3i4qIUlMXpcHebWpF8AkJhATowuA==',
  },
];

const ENTRY = 'package/bin/esbuild';
const PROGRAM = `./product/${ENTRY}`;

/** Test plan and what it needs to know about esbuild. The plan unpacks into `product/`; npm packs into `package/`. */
export const TEST_PLAN = 'command-line-software';
export const PLAN_PARAMETERS = {
  entry: ENTRY,
  versionArgs: ['--version'],
  versionPattern: String.raw`^0\.28\.2\s*$`,
  functionArgs: ['--loader=ts', '--minify'],
  functionText: 'let answer: number = 42; console.log(answer)',
  functionPattern: String.raw`^let answer=42;console\.log\(answer\);\s*$`,
  // A package without network has one file to watch for certain: its own package.json.
  serviceArgs: ['product/package/package.json', '--outdir=watched', '--watch=forever', '--color=false'],
  serviceReadyPattern: 'watching for changes',
} satisfies Readonly<Record<string, string | string[]>>;

/** What the plan makes of these parameters: the commands that run esbuild. */
export const COMMANDS: readonly VendorCommand[] = [
  { argv: [PROGRAM, ...PLAN_PARAMETERS.versionArgs] },
  { argv: [PROGRAM, ...PLAN_PARAMETERS.functionArgs], stdin: PLAN_PARAMETERS.functionText },
  { argv: [PROGRAM, ...PLAN_PARAMETERS.serviceArgs] },
];
