/**
 * One socket at a time, kept alive: hello, snapshot, changes; lost, it is opened again from where it was.
 *
 * A browser shows neither pings nor a dead peer, so silence is the sign: after 2.5 heartbeats the socket is
 * given up. Waking from sleep, coming back to the tab and the network's return are checked at once.
 */
import type { ServerMessage, Snapshot } from "@/api/types";
import { backoff_ms } from "./backoff";
import { type Command, type Session, type Step, receive, reload, reopened, snapshotLoaded } from "./protocol";
import type { LiveStore } from "./store";

export type ConnectionState = {
  readonly phase: "connecting" | "live" | "lost" | "signed_out";
  readonly heardAt_ms: number;
  readonly lostAt_ms: number | null;
  readonly attempt: number;
  readonly nextTryAt_ms: number | null;
};

export type Socket = Pick<WebSocket, "close" | "send" | "onmessage" | "onclose">;
export type Wires = {
  open: (query: string) => Socket;
  snapshot: () => Promise<Snapshot>;
  /** False: the server answers, and doesn't know us any more. */
  isSignedIn: () => Promise<boolean>;
};

const SILENT_BEATS = 2.5;
const PONG_WITHIN_MS = 3_000;
const SNAPSHOT_AGAIN_MS = 1_000;

export class LiveConnection {
  state: ConnectionState;
  private session: Session = { phase: "greeting", epoch: null, seq: 0 };
  private socket: Socket | null = null;
  private beat_ms = 5_000;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly store: LiveStore,
    private readonly wires: Wires,
    private readonly now_ms: () => number = Date.now,
  ) {
    this.state = { phase: "connecting", heardAt_ms: now_ms(), lostAt_ms: null, attempt: 0, nextTryAt_ms: null };
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(): void {
    clearTimeout(this.retry);
    const { epoch, seq } = this.session.phase === "loading" ? { epoch: null, seq: 0 } : this.session;
    const socket = this.wires.open(epoch === null ? "" : `?epoch=${encodeURIComponent(epoch)}&since=${seq}`);
    this.socket = socket;
    socket.onmessage = (event: MessageEvent<string>) => this.heard(socket, event.data);
    socket.onclose = () => this.lost(socket);
    this.expectWord(this.beat_ms * SILENT_BEATS);
  }

  stop(): void {
    clearTimeout(this.retry);
    clearTimeout(this.silence);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  /** The tab was shown again or the network came back: is the line still good? */
  check(): void {
    if (this.socket === null) {
      if (this.state.phase !== "signed_out") this.start();
      return;
    }
    if (this.session.phase === "greeting") return;
    this.socket.send(JSON.stringify({ type: "ping" }));
    this.expectWord(PONG_WITHIN_MS);
  }

  /** Something looks lost though no gap was seen. */
  resync(): void {
    this.run(reload(this.session));
  }

  private heard(socket: Socket, text: string): void {
    if (socket !== this.socket) return;
    const message = JSON.parse(text) as ServerMessage; // the server's closed union, in OpenAPI too
    this.run(receive(this.session, message));
    // A socket that never greets is as good as a silent one, whatever else it says.
    if (this.session.phase !== "greeting") this.expectWord(this.beat_ms * SILENT_BEATS);
    const heardAt_ms = this.now_ms();
    if (message.type === "hello") this.tell({ attempt: 0, nextTryAt_ms: null, heardAt_ms });
    else this.state = { ...this.state, heardAt_ms };
  }

  private run([session, commands]: Step): void {
    this.session = session;
    for (const command of commands) this.obey(command);
    if (session.phase === "live" && this.state.phase !== "live") this.tell({ phase: "live", lostAt_ms: null });
  }

  private obey(command: Command): void {
    if (command.do === "apply") this.store.apply(command.changes);
    else if (command.do === "stream") this.store.stream(command.message, this.now_ms());
    else if (command.do === "beat_every") this.beat_ms = command.seconds * 1_000;
    else void this.load(this.socket);
  }

  private async load(socket: Socket | null): Promise<void> {
    try {
      const snapshot = await this.wires.snapshot();
      if (socket !== this.socket || this.session.phase !== "loading") return;
      if (snapshot.epoch === this.session.epoch) this.store.replace(snapshot, this.now_ms());
      this.run(snapshotLoaded(this.session, snapshot));
    } catch {
      setTimeout(() => {
        if (socket !== null && socket === this.socket) void this.load(socket);
      }, SNAPSHOT_AGAIN_MS);
    }
  }

  private lost(socket: Socket): void {
    if (socket !== this.socket) return;
    this.socket = null;
    clearTimeout(this.silence);
    const wasGreeted = this.session.phase !== "greeting";
    this.session = reopened(this.session);
    const wait_ms = backoff_ms(this.state.attempt);
    this.tell({
      phase: "lost",
      lostAt_ms: this.state.lostAt_ms ?? this.now_ms(),
      attempt: this.state.attempt + 1,
      nextTryAt_ms: this.now_ms() + wait_ms,
    });
    this.retry = setTimeout(() => this.start(), wait_ms);
    if (!wasGreeted) void this.askWhetherSignedIn();
  }

  private async askWhetherSignedIn(): Promise<void> {
    if (await this.wires.isSignedIn()) return;
    clearTimeout(this.retry);
    this.tell({ phase: "signed_out", nextTryAt_ms: null });
  }

  private expectWord(within_ms: number): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      const socket = this.socket;
      if (!socket) return;
      socket.close(); // a dead peer answers no close, so it is over for us now
      this.lost(socket);
    }, within_ms);
  }

  private tell(change: Partial<ConnectionState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
