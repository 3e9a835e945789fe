import { Broken } from "./error-boundary";

/** A page that broke stands alone: the rail, the other pages and the engine go on. */
export function ErrorPage({ error }: { error: unknown }) {
  return <Broken words={String(error)} />;
}
