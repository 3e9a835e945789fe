import { Announcer } from "@/components/announcer";
import { Toaster } from "@/components/toaster";
import { Foot } from "@/features/frame/foot";
import { Rail } from "@/features/frame/rail";
import { useAppearance } from "@/features/frame/settings";
import { LostStrip } from "@/features/strip/lost-strip";
import { useIsStale } from "@/live/use-is-stale";
import { useConnection } from "@/live/hooks";
import { ErrorBoundary } from "./error-boundary";
import { Pages } from "./pages";
import { Sheets } from "./sheets";
import { useFinishedAnnounced } from "./use-finished-announced";

export function App() {
  useAppearance();
  useFinishedAnnounced();
  const state = useConnection();
  const isStale = useIsStale(state);
  return (
    <ErrorBoundary>
      <div className="app">
        <Rail />
        <div className="main">
          <Pages isStale={isStale} lost={isStale && <LostStrip state={state} />} />
          <Foot />
        </div>
      </div>
      <Sheets />
      <Toaster />
      <Announcer />
    </ErrorBoundary>
  );
}
