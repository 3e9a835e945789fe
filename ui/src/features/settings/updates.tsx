import { useQuery, useQueryClient } from "@tanstack/react-query";
import { run } from "@/actions/run";
import { api, valueOf } from "@/api/client";
import type { Settings } from "@/api/types";
import { Button } from "@/components/button";
import { text } from "@/i18n/en";
import { whenText } from "@/lib/format/times";
import { isInWindow } from "@/lib/in-window";
import { Setting, TextSetting } from "./setting";

const KEY = ["updates"];
const { settings: words } = text;

/** Off until an address is given; then one question at each start, and whenever the button is pressed. */
export function Updates({ settings }: { settings: Settings }) {
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: KEY, queryFn: async () => valueOf(await api.GET("/api/v1/updates")) });
  const ask = async () => {
    const told = await run(async () => valueOf(await api.POST("/api/v1/updates")));
    queries.setQueryData(KEY, told);
  };
  const said = !data ? words.updatesHint : (data.problem ?? (data.is_newer ? words.updateThere(data.newest ?? "") : words.updateNone));
  return (
    <>
      <TextSetting settings={settings} name="update_feed" label={words.updates} hint={words.updatesOff} empty="https://…" />
      {settings.update_feed && (
        <Setting label={words.updateLast} hint={data ? `${said} ${words.updateAsked(whenText(data.asked_at, new Date()))}` : said}>
          {(ids) => (
            <span className="help">
              {data?.url && data.is_newer && !isInWindow && <a className="btn sm" href={data.url} target="_blank" rel="noreferrer">{words.updateOpen}</a>}
              <Button {...ids} small icon="refresh" onClick={() => void ask()}>{words.updateAsk}</Button>
            </span>
          )}
        </Setting>
      )}
    </>
  );
}
