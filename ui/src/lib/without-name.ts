/** A message where the name already stands beside it: `a.mov can't be opened` → `can't be opened`. */
export function withoutName(message: string, name: string): string {
  return message.startsWith(`${name} `) ? message.slice(name.length + 1) : message;
}

/** The same as a sentence of its own. */
export function sentenceWithoutName(message: string, name: string): string {
  const rest = withoutName(message, name);
  return rest.charAt(0).toLocaleUpperCase() + rest.slice(1);
}
