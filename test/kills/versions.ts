/** Size of the model that is saved while its process is killed: large enough that most kills hit the writing. */
const BYTES = 3 * 1024 * 1024;
/** Several, so that one can tell the version said to be saved from the one before it. */
const COUNT = 4;

/** How a version's text is put together: small enough to be handed to a page, which puts it together there. */
export interface Recipe {
  readonly head: string;
  readonly line: string;
  readonly lines: number;
  readonly tail: string;
}

/** Length and every line belong to the version, so that a torn or mixed file cannot pass for one. */
function recipeOf(version: number): Recipe {
  const line = `  element-${version}: { type: process/web-application, name: "An element of version ${version}" }\n`;
  const lines = Math.ceil(BYTES / line.length) + version * 100;
  return { head: `gabion: 1\ntitle: version ${version}\nelements:\n`, line, lines, tail: `# end of version ${version}\n` };
}

/** Every version's recipe, by its number. */
export const recipes: ReadonlyMap<number, Recipe> = new Map(Array.from({ length: COUNT }, (_, index) => [index + 1, recipeOf(index + 1)]));

/** Every version by its number: whole models of about 3 MB. */
export function versions(): ReadonlyMap<number, Uint8Array> {
  const encoder = new TextEncoder();
  return new Map([...recipes].map(([version, { head, line, lines, tail }]) => [version, encoder.encode(head + line.repeat(lines) + tail)]));
}

/** The version that comes after this one; after the last, the first again. */
export const nextVersion = (version: number): number => (version % COUNT) + 1;

/** Which version these bytes are, whole; undefined for anything else. */
export function versionIn(bytes: Uint8Array, all: ReadonlyMap<number, Uint8Array>): number | undefined {
  for (const [version, whole] of all) if (Buffer.compare(bytes, whole) === 0) return version;
  return undefined;
}

/** When to kill, in milliseconds after the work began: spread evenly, in an order that jumps, the same in every run. */
export const waitBefore = (kill: number, longest: number): number => (kill * 17) % (longest + 1);
