import { CopyButton } from "@/components/copy-button";
import { text } from "@/i18n/en";

/** ffmpeg's words, each option on a line of its own. */
export function Command({ words }: { words: readonly string[] }) {
  const line = words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
  return (
    <section className="pcommand">
      <div className="side-head"><h2>{text.profiles.command}</h2><CopyButton words={line} what={text.profiles.command} /></div>
      <p className="hint">{text.profiles.commandHint}</p>
      <pre className="cmd box" tabIndex={0}>{line.replace(/ (?=-[a-z])/g, "\n  ")}</pre>
    </section>
  );
}
