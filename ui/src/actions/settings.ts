/** How the page looks: the server's settings, put on the page. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, valueOf } from "@/api/client";
import type { Settings } from "@/api/types";
import { density } from "@/lib/density";
import { clockStyle } from "@/lib/format/times";
import { useMedia } from "@/lib/use-media";
import { useSettingsVersion } from "@/live/hooks";
import { singleKeys } from "./keys";
import { run } from "./run";

export function useSettings(): Settings | undefined {
  const version = useSettingsVersion();
  const { data } = useQuery({
    queryKey: ["settings", version],
    enabled: version > 0,
    placeholderData: (before: Settings | undefined) => before,
    queryFn: async () => valueOf(await api.GET("/api/v1/settings")),
  });
  return data;
}

export async function changeSettings(change: Partial<Settings>): Promise<boolean> {
  return (await run(async () => valueOf(await api.PATCH("/api/v1/settings", { body: change })))) !== null;
}

type Theme = Exclude<Settings["theme"], "system">;

/** Puts theme and density on the page; "system" follows the machine, by day and by night. */
export function useAppearance(): Theme {
  const settings = useSettings();
  const isLightSystem = useMedia("(prefers-color-scheme: light)");
  const wantsContrast = useMedia("(prefers-contrast: more)");
  const system = wantsContrast ? "contrast" : isLightSystem ? "light" : "dark";
  const theme = !settings || settings.theme === "system" ? system : settings.theme;
  const rows = settings?.density ?? "normal";
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  useEffect(() => density.set(rows), [rows]);
  const clock = settings?.clock ?? "24h";
  useEffect(() => clockStyle.set(clock), [clock]);
  const hasSingleKeys = settings?.letter_keys ?? true;
  useEffect(() => singleKeys.set(hasSingleKeys), [hasSingleKeys]);
  return theme;
}
