/** The pages and their addresses. The dashboard comes with the program; the rest is fetched when it is opened. */
import { type RouteComponent, createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { history } from "@/lib/history";
import { parseSearch, stringifySearch } from "@/lib/route";
import { App } from "./app";
import { DashboardPage } from "./dashboard-page";
import { ErrorPage } from "./error-page";
import { Loading } from "./loading";
import { NotFound } from "./not-found";

/** Its type says nothing of the page, or a page that asks for its own address would need its type to know its type. */
const page = (load: () => Promise<RouteComponent>): RouteComponent => lazyRouteComponent(async () => ({ default: await load() }));

const root = createRootRoute({ component: App, notFoundComponent: NotFound });
const getParentRoute = () => root;

// Each stands by itself: written inside the list, a route would be typed as any.
const dashboard = createRoute({ getParentRoute, path: "/", component: DashboardPage });
const jobs = createRoute({ getParentRoute, path: "/jobs", component: page(() => import("@/features/jobs/jobs-page").then((of) => of.JobsPage)) });
const job = createRoute({ getParentRoute, path: "/jobs/$id", component: page(() => import("@/features/job/report/report-page").then((of) => of.ReportPage)) });
const folders = createRoute({ getParentRoute, path: "/folders", component: page(() => import("@/features/folders/folders-page").then((of) => of.FoldersPage)) });
const folder = createRoute({ getParentRoute, path: "/folders/$id", component: page(() => import("@/features/folders/folders-page").then((of) => of.FoldersPage)) });
const profiles = createRoute({ getParentRoute, path: "/profiles", component: page(() => import("@/features/profiles/profiles-page").then((of) => of.ProfilesPage)) });
const profile = createRoute({ getParentRoute, path: "/profiles/$name", component: page(() => import("@/features/profiles/profiles-page").then((of) => of.ProfilesPage)) });
const preflight = createRoute({ getParentRoute, path: "/preflight", component: page(() => import("@/features/check/check-page").then((of) => of.CheckPage)) });
const checked = createRoute({ getParentRoute, path: "/preflight/$id", component: page(() => import("@/features/check/check-page").then((of) => of.CheckPage)) });
const reports = createRoute({ getParentRoute, path: "/reports", component: page(() => import("@/features/stats/stats-page").then((of) => of.StatsPage)) });
const settings = createRoute({ getParentRoute, path: "/settings/$section", component: page(() => import("@/features/settings/settings-page").then((of) => of.SettingsPage)) });
const settingsStart = createRoute({ getParentRoute, path: "/settings", beforeLoad: (): void => { redirect({ to: "/settings/$section", params: { section: "general" }, throw: true }); } });
// The address of 4.0.0's first builds.
const oldCheck = createRoute({ getParentRoute, path: "/check", beforeLoad: (): void => { redirect({ to: "/preflight", throw: true }); } });
const oldChecked = createRoute({ getParentRoute, path: "/check/$id", beforeLoad: ({ params }): void => { redirect({ to: "/preflight/$id", params, throw: true }); } });

const routeTree = root.addChildren([
  dashboard, jobs, job, folders, folder, profiles, profile, preflight,
  checked, reports, settings, settingsStart, oldCheck, oldChecked,
]);

export const router = createRouter({
  routeTree,
  history,
  parseSearch,
  stringifySearch,
  defaultPendingComponent: Loading,
  defaultErrorComponent: ErrorPage,
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
