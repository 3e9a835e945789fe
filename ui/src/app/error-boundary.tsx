import { Component, type ReactNode } from "react";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";

type State = { words: string | null };

/** A fault of the page is said to be one: the engine behind it goes on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { words: null };

  static getDerivedStateFromError(error: unknown): State {
    return { words: String(error) };
  }

  override render(): ReactNode {
    if (this.state.words === null) return this.props.children;
    return <Broken words={this.state.words} />;
  }
}

export function Broken({ words }: { words: string }) {
  return (
    <div className="empty broken" role="alert">
      <Icon name="fail" className="c-fail" />
      <b>{text.error.broken}</b>
      <p>{text.error.brokenMore}</p>
      <code>{words}</code>
      <Button kind="solid" onClick={() => location.reload()}>{text.error.reload}</Button>
    </div>
  );
}
