// A Rowlock of its own for a story: the binary on a free port, with a data folder that is thrown away at the end.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const START_MS = 60_000;
const STOP_MS = 12_000;

/** The binary under test: ROWLOCK_BIN, else the debug build of this repository. */
export function binary(): string {
  const path = process.env.ROWLOCK_BIN ?? resolve(import.meta.dirname, '../target/debug/rowlock');
  if (!existsSync(path)) throw new Error(`${path} is not there. Run \`cargo build -p rowlock\` first, or \`cargo xtask test browser\`.`);
  return path;
}

/** A TCP port that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

export type Settings = Record<string, string>;

export class Rowlock {
  /** Such as http://127.0.0.1:40123, without a slash at the end. */
  readonly address: string;
  readonly data: string;
  private child?: ChildProcess;
  private said = '';

  private constructor(
    private readonly port: number,
    private readonly settings: Settings,
  ) {
    this.address = `http://127.0.0.1:${port}`;
    this.data = mkdtempSync(join(tmpdir(), 'rowlock-e2e-'));
  }

  /** Starts a new one with an empty database; settings are ROWLOCK_* variables. */
  static async start(settings: Settings = {}): Promise<Rowlock> {
    const rowlock = new Rowlock(await freePort(), settings);
    await rowlock.open();
    return rowlock;
  }

  /** The one-time link that it printed, for the first administrator. */
  get setUpLink(): string {
    const links = [...this.said.matchAll(/https?:\/\/[^\s"'<>]+/g)].map((found) => found[0]);
    const link = links.find((found) => new URL(found).pathname.length > 1 || new URL(found).search !== '');
    if (!link) throw new Error(`No set-up link was printed, but:\n${this.said}`);
    return link;
  }

  /** Everything printed so far. */
  get output(): string {
    return this.said;
  }

  private get environment(): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('ROWLOCK_'));
    return { ...Object.fromEntries(inherited), ROWLOCK_DATA: this.data, ROWLOCK_LISTEN: `127.0.0.1:${this.port}`, ...this.settings };
  }

  /** Starts the process (again) on the same data and port. */
  async open(): Promise<void> {
    const child = spawn(binary(), ['serve'], { env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    child.stdout?.on('data', (text) => (this.said += text));
    child.stderr?.on('data', (text) => (this.said += text));
    const until = Date.now() + START_MS;
    while (Date.now() < until) {
      if (child.exitCode !== null) throw new Error(`rowlock serve ended with ${child.exitCode}:\n${this.said}`);
      // Its line may come a moment after its first answer.
      if (this.said.includes(this.address) && (await this.answers())) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    await this.kill();
    throw new Error(`rowlock serve did not get ready within ${START_MS} ms:\n${this.said}`);
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.address}/readyz`)).ok;
    } catch {
      return false;
    }
  }

  /** Runs another command of the binary on the same data; answers what it printed. */
  async run(...command: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(binary(), command, { env: this.environment, maxBuffer: 64 << 20 });
    return stdout;
  }

  /** Ends the process in order (SIGTERM); it must be gone in time. */
  async close(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Ends the process at once (SIGKILL), as a power cut would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill(signal);
    const late = new Promise<never>((_, fail) =>
      setTimeout(() => fail(new Error(`rowlock serve was still there ${STOP_MS} ms after ${signal}`)), STOP_MS).unref(),
    );
    await Promise.race([gone, late]).catch((error) => {
      child.kill('SIGKILL');
      throw error;
    });
  }

  /** Ends the process and throws its data away. */
  async stop(): Promise<void> {
    try {
      await this.close();
    } finally {
      rmSync(this.data, { recursive: true, force: true });
    }
  }
}
