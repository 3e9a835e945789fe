/** A case that the compiler proved impossible; a newer server may still send it. */
export function assertNever(value: never): never {
  throw new Error(`Not expected here: ${JSON.stringify(value)}`);
}
