import { type ReactNode, Suspense, lazy } from "react";
import { TopBar } from "@/features/frame/top-bar";
import { Strip } from "@/features/strip/strip";
import { usePage } from "@/lib/route";
import { useStatus } from "@/live/hooks";
import { Dashboard } from "./dashboard";
import { Loading } from "./loading";

const ReportPage = lazy(() => import("@/features/job/report/report-page"));
const CheckPage = lazy(() => import("@/features/check/check-page"));

type Props = { isStale: boolean; lost: ReactNode };

/** The dashboard comes with the program; what is opened from it is fetched when it is opened. */
export function Pages({ isStale, lost }: Props) {
  const at = usePage();
  const isLoaded = useStatus() !== null;
  if (at.page === "dashboard") {
    return (
      <>
        <TopBar />
        {lost || (isLoaded && <Strip />)}
        <main className={isStale ? "floor stale" : "floor"}>{isLoaded ? <Dashboard /> : <Loading />}</main>
      </>
    );
  }
  return (
    <>
      {lost}
      <main className={isStale ? "page stale" : "page"}>
        <Suspense fallback={<div className="floor"><Loading /></div>}>
          {at.page === "report" ? <ReportPage key={at.job} id={at.job} /> : <CheckPage key={at.check} id={at.check} />}
        </Suspense>
      </main>
    </>
  );
}
