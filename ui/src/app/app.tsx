import { Outlet, useLocation } from "@tanstack/react-router";
import { type ReactNode, Suspense, lazy, useEffect, useMemo } from "react";
import { EVERYWHERE, overlay } from "@/actions/everywhere";
import { startKeys } from "@/actions/keys";
import { register } from "@/actions/registry";
import { Announcer } from "@/components/announcer";
import { PageFrameContext } from "@/components/page-head";
import { Toaster } from "@/components/toaster";
import { ConnectionMark } from "@/features/frame/connection-mark";
import { Foot } from "@/features/frame/foot";
import { Rail } from "@/features/frame/rail";
import { useAppearance } from "@/actions/settings";
import { DropOverlay } from "@/features/desk/drop-overlay";
import { LeavingBand } from "@/features/desk/leaving-band";
import { QuitSheet } from "@/features/desk/quit-sheet";
import { useDesk } from "@/features/desk/use-desk";
import { Tabs } from "@/features/frame/tabs";
import { LockBand } from "@/features/lock/lock-band";
import { LockMenu } from "@/features/lock/lock-menu";
import { LostStrip } from "@/features/strip/lost-strip";
import { Strip } from "@/features/strip/strip";
import { text } from "@/i18n/en";
import { clockStyle } from "@/lib/format/times";
import { PHONE, useMedia } from "@/lib/use-media";
import { useValue } from "@/lib/value-store";
import { useConnection, useStatus } from "@/live/hooks";
import { useIsStale } from "@/live/use-is-stale";
import { ErrorBoundary } from "./error-boundary";
import { Sheets } from "./sheets";
import { useFinishedAnnounced } from "./use-finished-announced";

const Overlays = lazy(() => import("@/features/palette/overlays"));

/** The frame around every page. */
export function App() {
  const theme = useAppearance();
  useFinishedAnnounced();
  useKeys();
  useDesk(theme !== "light");
  const isPhone = useMedia(PHONE);
  const isStale = useIsStale(useConnection());
  const clock = useValue(clockStyle);
  return (
    <ErrorBoundary>
      <a className="skip" href="#page">{text.frame.skip}</a>
      <div className="app" key={clock}>
        {!isPhone && <Rail />}
        <Framed isStale={isStale}>
          <main id="page" className={isStale ? "page stale" : "page"}><Outlet /></main>
          <Foot />
        </Framed>
        {isPhone && <Tabs />}
      </div>
      <Sheets />
      <QuitSheet />
      <DropOverlay />
      <Open />
      <Toaster />
      <Announcer />
    </ErrorBoundary>
  );
}

function Framed({ isStale, children }: { isStale: boolean; children: ReactNode }) {
  const state = useConnection();
  const isLoaded = useStatus() !== null;
  const { pathname } = useLocation();
  const frame = useMemo(
    () => ({
      tools: <><LockMenu /><ConnectionMark /></>,
      strip: isStale ? <LostStrip state={state} /> : isLoaded && <Strip isQuiet={pathname !== "/"} />,
    }),
    [isStale, isLoaded, pathname, state],
  );
  return <PageFrameContext.Provider value={frame}><div className="main"><LockBand isLarge={pathname === "/"} /><LeavingBand />{children}</div></PageFrameContext.Provider>;
}

function Open() {
  const isOpen = useValue(overlay) !== null;
  return isOpen && <Suspense><Overlays /></Suspense>;
}

function useKeys(): void {
  useEffect(() => {
    const [forget, stop] = [register(EVERYWHERE), startKeys()];
    return () => {
      forget();
      stop();
    };
  }, []);
}
