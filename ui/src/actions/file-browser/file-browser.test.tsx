import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { renderWith, serverAnswers } from "@/test/render";
import { FileBrowser } from "./file-browser";

const AT = "2026-11-23T17:40:00Z";
const entry = (name: string, kind: "folder" | "media") => ({ path: `/show/${name}`, name, kind, size_bytes: kind === "media" ? 5_000_000 : null, modified_at: AT });
const listing = (folder: string | null, items: unknown[] = []) => ({ folder, parent: null, places: ["/show"], items, left_out: 2 });

function serveShow() {
  const show = listing("/show", [entry("act 2", "folder"), entry("a.mov", "media"), entry("b.mov", "media")]);
  const fetched: string[] = [];
  serverAnswers({});
  globalThis.fetch = (input) => {
    const under = new URL((input as Request).url).searchParams.get("under");
    fetched.push(under ?? "");
    const body = under === "/show" ? show : under === null ? listing(null) : listing(under);
    return Promise.resolve(new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json" } }));
  };
  return fetched;
}

describe("the browser of the server's folders", () => {
  it("goes from a place into its folders, takes the files that were chosen, and folders where one is wanted", async () => {
    const fetched = serveShow();
    const [take, close] = [vi.fn(), vi.fn()];
    const { unmount } = renderWith(<FileBrowser wanted="files" take={take} close={close} />);
    await userEvent.click(await screen.findByRole("button", { name: "/show" }));
    await userEvent.click(await screen.findByRole("checkbox", { name: /b\.mov/ }));
    expect(screen.getByText("2 other files not shown")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Take 1 file" }));
    expect(take).toHaveBeenCalledWith(["/show/b.mov"]);
    expect(close).toHaveBeenCalled();
    unmount();
    renderWith(<FileBrowser wanted="folder" take={take} close={close} />);
    await waitFor(() => expect(screen.getByText("a.mov")).toBeVisible());
    expect(screen.queryByRole("checkbox")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: /act 2/ }));
    await waitFor(() => expect(fetched.at(-1)).toBe("/show/act 2"));
    await userEvent.click(screen.getByRole("button", { name: "Take this folder" }));
    expect(take).toHaveBeenLastCalledWith(["/show/act 2"]);
  });
});
