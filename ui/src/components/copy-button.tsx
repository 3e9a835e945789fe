import { announce } from "@/lib/announce";
import { text } from "@/i18n/en";
import { Button } from "./button";

/** `what`: said to whom the button alone says nothing ("Copy SHA-256"). */
export function CopyButton({ words, what }: { words: string; what?: string }) {
  const copy = () => void navigator.clipboard.writeText(words).then(() => announce(text.did.copied));
  return <Button kind="quiet" small icon="copy" onClick={copy} {...(what && { "aria-label": `${text.job.copy} ${what}` })}>{text.job.copy}</Button>;
}
