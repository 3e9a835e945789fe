import { type ReactNode, createContext, useContext, useEffect, useRef } from "react";
import { useTitle } from "@/lib/use-title";

/** What stands on every page: tools at the right of the header, and below it what needs somebody now. */
export type PageFrame = { tools: ReactNode; strip: ReactNode };

export const PageFrameContext = createContext<PageFrame>({ tools: null, strip: null });

type Props = {
  title: string;
  /** In place of the title's text, where it has to be drawn (a file's name). */
  heading?: ReactNode;
  /** Before the title: the way back, a still. */
  lead?: ReactNode;
  /** After the title: its state, in few words. */
  about?: ReactNode;
  /** The page's own orders; one of them at most is solid. */
  children?: ReactNode;
};

/** A page's header. The heading takes the focus when the page is opened: that is where a reader begins. */
export function PageHead({ title, heading, lead, about, children }: Props) {
  const { tools, strip } = useContext(PageFrameContext);
  const at = useRef<HTMLHeadingElement>(null);
  useTitle(title);
  useEffect(() => at.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <header className="top">
        {lead}
        <h1 ref={at} tabIndex={-1} className="el">{heading ?? title}</h1>
        {about && <span className="top-about">{about}</span>}
        <span className="sp" />
        {children}
        {tools}
      </header>
      {strip}
    </>
  );
}
