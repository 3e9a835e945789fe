import { Announcer } from "@/components/announcer";
import { Toaster } from "@/components/toaster";
import { Foot } from "@/features/frame/foot";
import { Rail } from "@/features/frame/rail";
import { useAppearance } from "@/features/frame/settings";
import { TopBar } from "@/features/frame/top-bar";
import { LostStrip } from "@/features/strip/lost-strip";
import { Strip } from "@/features/strip/strip";
import { useIsStale } from "@/live/use-is-stale";
import { useConnection, useStatus } from "@/live/hooks";
import { Dashboard } from "./dashboard";
import { ErrorBoundary } from "./error-boundary";
import { Loading } from "./loading";
import { Sheets } from "./sheets";
import { useFinishedAnnounced } from "./use-finished-announced";

export function App() {
  useAppearance();
  useFinishedAnnounced();
  const state = useConnection();
  const isStale = useIsStale(state);
  const isLoaded = useStatus() !== null;
  return (
    <ErrorBoundary>
      <div className="app">
        <Rail />
        <div className="main">
          <TopBar />
          {isStale ? <LostStrip state={state} /> : isLoaded && <Strip />}
          <main className={isStale ? "floor stale" : "floor"}>{isLoaded ? <Dashboard /> : <Loading />}</main>
          <Foot />
        </div>
      </div>
      <Sheets />
      <Toaster />
      <Announcer />
    </ErrorBoundary>
  );
}
