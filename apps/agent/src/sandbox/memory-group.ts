import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/** A control group that bounds the memory of all its processes together: shared and mapped memory, too. */
export interface MemoryGroup {
  /** Argv in front of a program that makes it one of the group. */
  readonly enter: readonly string[];
  /** To be called once its processes have gone. */
  remove(): Promise<void>;
}

interface GroupPlace {
  /** Folder that new groups go into. */
  readonly parent: string;
  readonly limitFile: 'memory.max' | 'memory.limit_in_bytes';
}

const PREFIX = 'shipei-sandbox-';
const ENTER = ['/bin/sh', '-c', 'echo 0 >"$0" && exec "$@"'];
const REMOVE_TRIES = 50;
let made = 0;

/** Makes a group where this machine lets the agent; elsewhere the limits of single processes have to do. */
export async function makeMemoryGroup(bytes: number): Promise<MemoryGroup | undefined> {
  const place = await ownPlace().catch(() => undefined);
  if (place === undefined) return undefined;
  await removeStale(place.parent);
  made += 1;
  const folder = path.join(place.parent, `${PREFIX}${process.pid}-${made}`);
  const enter = [...ENTER, path.join(folder, 'cgroup.procs')];
  try {
    await mkdir(folder);
    await writeFile(path.join(folder, place.limitFile), String(bytes));
    await promisify(execFile)(enter[0] ?? '', [...enter.slice(1), 'true']);
    return { enter, remove: () => removeGroup(folder, REMOVE_TRIES) };
  } catch {
    await removeGroup(folder, 1);
    return undefined;
  }
}

async function ownPlace(): Promise<GroupPlace | undefined> {
  return groupPlace(await readFile('/proc/self/cgroup', 'utf8'), await readFile('/proc/self/mountinfo', 'utf8'));
}

/**
 * Where groups for memory can be made, from the texts of /proc/self/cgroup and /proc/self/mountinfo (cgroups(7)). Of
 * version 2 beside the agent's own group: one that has processes can't bound its children.
 */
export function groupPlace(groups: string, mounts: string): GroupPlace | undefined {
  for (const line of groups.split('\n')) {
    const [, controllers, own] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (controllers === undefined || own === undefined) continue;
    if (controllers.split(',').includes('memory')) {
      const folder = folderOf(own, mounts, 'cgroup');
      if (folder !== undefined) return { parent: folder, limitFile: 'memory.limit_in_bytes' };
    }
    if (controllers === '') {
      const folder = folderOf(path.dirname(own), mounts, 'cgroup2');
      if (folder !== undefined) return { parent: folder, limitFile: 'memory.max' };
    }
  }
  return undefined;
}

function folderOf(group: string, mounts: string, type: 'cgroup' | 'cgroup2'): string | undefined {
  for (const line of mounts.split('\n')) {
    const [left = '', right = ''] = line.split(' - ');
    const [, , , root = '', point = ''] = left.split(' ');
    const [found, , options = ''] = right.split(' ');
    if (found !== type || (type === 'cgroup' && !options.split(',').includes('memory'))) continue;
    const below = root === '/' ? group : group === root ? '/' : group.replace(`${root}/`, '/');
    return path.resolve(point, `.${below}`);
  }
  return undefined;
}

/** Groups that agents left behind when they were killed; only empty ones can be removed. */
async function removeStale(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length).split('-')[0] : Number.NaN);
    if (Number.isInteger(pid) && !lives(pid)) await removeGroup(path.join(parent, name), 1);
  }
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}

/** Processes that have just ended keep a group for a moment. One that stays is empty and costs nothing. */
async function removeGroup(folder: string, tries: number): Promise<void> {
  for (let left = tries; left > 0; left--) {
    try {
      await rmdir(folder);
      return;
    } catch {
      if (left > 1) await delay(20);
    }
  }
}
