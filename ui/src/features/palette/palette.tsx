import "./palette.css";
import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Dialog } from "radix-ui";
import { useDeferredValue, useState } from "react";
import { keyCaps } from "@/actions/keys";
import { type Action, type ActionGroup, validActions } from "@/actions/registry";
import { api, valueOf } from "@/api/client";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";
import { history } from "@/lib/history";

const ORDER: readonly ActionGroup[] = ["selection", "page", "queue", "go", "program"];
const MIN_LETTERS = 2;
const MAX_FILES = 6;

/** Any order, any place, any file, by a few letters of its name. */
export function Palette({ close }: { close: () => void }) {
  const [actions] = useState(validActions);
  const [words, setWords] = useState("");
  const run = (order: () => void) => {
    close();
    order();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content className="palette" aria-describedby={undefined}>
          <Dialog.Title className="sr-only">{text.go.palette}</Dialog.Title>
          <Command label={text.go.palette} loop>
            <div className="palette-ask"><Icon name="search" /><Command.Input value={words} onValueChange={setWords} placeholder={text.go.paletteHint} /></div>
            <Command.List>
              <Command.Empty>{text.go.nothing}</Command.Empty>
              <Files words={words} open={(id) => run(() => history.push(`/jobs/${id}`))} />
              {ORDER.map((group) => <Group key={group} group={group} actions={actions} run={run} />)}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Group({ group, actions, run }: { group: ActionGroup; actions: readonly Action[]; run: (order: () => void) => void }) {
  const mine = actions.filter((action) => action.group === group && action.id !== "palette");
  if (mine.length === 0) return null;
  return (
    <Command.Group heading={text.go.group[group]}>
      {mine.map(({ id, label, icon, keys, run: order }) => (
        <Command.Item key={id} value={label} onSelect={() => run(order)}>
          {icon ? <Icon name={icon} /> : <span className="i-gap" />}
          <span className="el">{label}</span>
          {keys && <Keys keys={keys} />}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

export function Keys({ keys }: { keys: string }) {
  return (
    <span className="key-caps">
      {keyCaps(keys).map((press, index) => <span key={index}>{press.map((cap) => <kbd key={cap}>{cap}</kbd>)}</span>)}
    </span>
  );
}

/** The files whose name holds the words, of all that were ever worked on. */
function Files({ words, open }: { words: string; open: (id: string) => void }) {
  const asked = useDeferredValue(words.trim());
  const { data } = useQuery({
    queryKey: ["palette", asked],
    enabled: asked.length >= MIN_LETTERS,
    placeholderData: (before) => before,
    queryFn: async () => valueOf(await api.GET("/api/v1/jobs", { params: { query: { q: asked, limit: MAX_FILES } } })),
  });
  const jobs = asked.length >= MIN_LETTERS ? (data?.items ?? []) : [];
  if (jobs.length === 0) return null;
  return (
    <Command.Group heading={text.go.group.jobs}>
      {jobs.map((job) => (
        <Command.Item key={job.id} value={`${job.name} ${job.id}`} onSelect={() => open(job.id)}>
          <Icon name="file" />
          <span className="el">{job.name}</span>
          <span className="t3">{job.verdict ? text.verdict[job.verdict] : text.status[job.status]}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
