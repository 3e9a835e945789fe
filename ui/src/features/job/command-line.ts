/** The command as one could paste it into a shell. Words that need quotes get them. */
export function commandLine(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(" ");
}

/** The encoders of picture and sound that the command names: `prores_ks · pcm_s24le`. */
export function encoderOf(words: readonly string[]): string | null {
  const named = words.filter((_, index) => /^-(c|codec)(:[va].*)?$|^-[va]codec$/.test(words[index - 1] ?? ""));
  return named.length > 0 ? [...new Set(named)].join(" · ") : null;
}
