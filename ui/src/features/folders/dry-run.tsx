import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, valueOf } from "@/api/client";
import { messageOf } from "@/api/errors";
import type { FolderDraft, TriedRule } from "@/api/types";
import { Field, FormError } from "@/components/field";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";

const QUIET_MS = 250;

/** Which rule would take a name, where the output would go, what would happen to the source. Writes nothing. */
export function DryRun({ draft }: { draft: FolderDraft }) {
  const [name, setName] = useState("");
  const asked = useSettled({ name: name.trim(), folder: draft });
  const isAsked = asked.name !== "" && asked.folder.watch_directory !== "" && asked.folder.output_directory !== "";
  const { data, error } = useQuery({
    queryKey: ["try", asked],
    enabled: isAsked,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: async () => valueOf(await api.POST("/api/v1/rules/try", { body: asked })),
  });
  return (
    <section className="dry" aria-label={text.dry.title}>
      <Field label={text.dry.label} hint={text.dry.hint}>
        {(ids) => (
          <input {...ids} className="in mono" value={name} placeholder="01_opening_v3.mov" spellCheck={false} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      {isAsked && error && <FormError message={messageOf(error)} />}
      {isAsked && data && !error && <Answer tried={data} draft={draft} />}
    </section>
  );
}

function Answer({ tried, draft }: { tried: TriedRule; draft: FolderDraft }) {
  const rule = tried.rule === null ? undefined : draft.rules?.[tried.rule];
  return (
    <>
      <dl className="res">
        <dt>{text.dry.rule}</dt>
        <dd>{rule && tried.rule !== null ? <><span className="wins">{tried.rule + 1}</span> <span className="mono">{rule.pattern}</span> → <b>{tried.profile}</b></> : text.dry.noRule}</dd>
        {tried.output && <><dt>{text.dry.output}</dt><dd className="mono wrap">{tried.output}</dd></>}
        <dt>{text.dry.source}</dt>
        <dd>{tried.source_after}</dd>
      </dl>
      {tried.warnings.map((warning) => <p key={warning} className="wn"><Icon name="warn" />{warning}</p>)}
    </>
  );
}

/** The value once it has stood still for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  const written = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(written) as T), QUIET_MS);
    return () => clearTimeout(timer);
  }, [written]);
  return settled;
}
