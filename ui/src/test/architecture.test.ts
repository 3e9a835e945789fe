/** No module imports itself by a detour, and no file grows past what a reader keeps in mind. */
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = join(import.meta.dirname, "..");
const MAX_LINES = 200;
const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(ts|tsx|css)$/.test(name) && !/\.(test|gen)\./.test(name))
  .map((name) => join(SRC, name));

function importsOf(file: string): string[] {
  const source = readFileSync(file, "utf8");
  return [...source.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from\s+"((?:@\/|\.)[^"]+)"/gms)].flatMap(([, spec = ""]) => {
    const base = spec.startsWith("@/") ? join(SRC, spec.slice(2)) : join(dirname(file), spec);
    return files.find((known) => known === `${base}.ts` || known === `${base}.tsx`) ?? [];
  });
}

function cycleFrom(file: string, path: readonly string[], done: Set<string>): string[] | null {
  if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
  if (done.has(file)) return null;
  for (const next of importsOf(file)) {
    const found = cycleFrom(next, [...path, file], done);
    if (found) return found;
  }
  done.add(file);
  return null;
}

describe("the source", () => {
  it("has no import cycle", () => {
    const done = new Set<string>();
    for (const file of files) expect(cycleFrom(file, [], done)?.map((each) => relative(SRC, each))).toBeUndefined();
  });

  it("has no file of more than 200 lines", () => {
    const long = files.filter((file) => readFileSync(file, "utf8").split("\n").length > MAX_LINES);
    expect(long.map((file) => relative(SRC, file))).toEqual([]);
  });

  it("writes no colour outside the themes but what lies on pictures", () => {
    const coloured = files.filter((file) => file.endsWith(".tsx") && /#[0-9a-f]{3,8}\b|rgb\(/i.test(readFileSync(file, "utf8")));
    expect(coloured.map((file) => relative(SRC, file))).toEqual([]);
  });
});
