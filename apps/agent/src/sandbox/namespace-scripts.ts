/**
 * Shell scripts of the sandbox. They are constants: what vendors, plans or servers say reaches them as positional
 * arguments at most, and is never read as shell.
 */

/**
 * Outside of the sandbox: starts its holder ("$@"), ends with it, and kills it when the agent closes our standard
 * input, which a dying agent does whatever killed it. The holder's end takes its pid namespace and so every vendor
 * process with it.
 */
export const WATCH_SCRIPT = `
exec 3<&0
"$@" </dev/null 3<&- &
holder=$!
exec >/dev/null 2>&1
{ cat <&3; kill -KILL "$holder"; } &
watcher=$!
wait "$holder"
kill -KILL "$watcher"
`;

/**
 * First process of the sandbox's namespaces, as their root: builds the file tree, gives up the old one, makes the
 * user namespace that vendor code runs in, says \`ready <its pid outside> <that user namespace>\` and then only waits
 * for orphans. Arguments: root|user, uid inside, bytes and inodes of the tree, network yes|no, bytes of memory.
 *
 * - The tree is one tmpfs of limited size; only /scratch, /tmp and /dev/shm can be written.
 * - The inner user namespace holds no capability and may not make further namespaces: a vendor could mount a tmpfs
 *   without limit in one of its own.
 * - Memory that is shared by key belongs to no process's limit: the ipc namespace's own limits bound it, where the
 *   kernel lets us (for ordinary users since 5.19), and vendor code may not raise them again.
 * - The last line starts a fresh shell so that nothing of this setup shows in /proc/1.
 */
export const SETUP_SCRIPT = `
set -eu
umask 022
mode=$1 uid=$2 bytes=$3 inodes=$4 network=$5 memory=$6
PATH=/usr/sbin:/usr/bin:/sbin:/bin
read -r outer_pid _ </proc/self/stat
mount -t tmpfs -o "size=$bytes,nr_inodes=$inodes,mode=0755,nosuid,nodev" shipei-sandbox /tmp
cd /tmp

show() {
  mkdir -p ".$1"
  mount --rbind "$1" ".$1"
  while read -r _ _ _ _ point _; do
    case $point in "/tmp$1"|"/tmp$1"/*) mount -o remount,bind,ro,nosuid,nodev "$(printf %b "$point")" ;; esac
  done </proc/self/mountinfo
}
show /usr
for name in bin sbin lib lib32 lib64 libx32; do
  if [ -L "/$name" ]; then ln -s "$(readlink "/$name")" "$name"; elif [ -d "/$name" ]; then show "/$name"; fi
done

mkdir etc
for file in /etc/ld.so.cache /etc/ld.so.conf /etc/*-release /etc/os-version /etc/debian_version /etc/issue /etc/protocols /etc/services; do
  if [ -f "$file" ]; then cat "$file" >".$file"; fi
done
for folder in /etc/ld.so.conf.d /etc/alternatives; do
  if [ -d "$folder" ]; then show "$folder"; fi
done
printf 'root:x:0:0::/:/bin/sh\\nsandbox:x:%s:%s::/scratch:/bin/sh\\nnobody:x:65534:65534::/:/bin/false\\n' "$uid" "$uid" >etc/passwd
printf 'root:x:0:\\nsandbox:x:%s:\\nnogroup:x:65534:\\n' "$uid" >etc/group
printf 'passwd: files\\ngroup: files\\nhosts: files dns\\n' >etc/nsswitch.conf
printf '127.0.0.1 localhost %s\\n::1 localhost\\n' "$(uname -n)" >etc/hosts
if [ "$network" = yes ]; then
  if [ -f /etc/resolv.conf ]; then cat /etc/resolv.conf >etc/resolv.conf; fi
  for folder in /etc/ssl/certs /etc/pki/ca-trust/extracted /etc/pki/tls/certs; do
    if [ -d "$folder" ]; then show "$folder"; fi
  done
else
  ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null || :
fi

mkdir proc dev dev/shm input scratch tmp .old
for name in null zero full random urandom; do
  : >"dev/$name"
  mount --bind "/dev/$name" "dev/$name"
done
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr
chmod 1777 tmp dev/shm
if [ "$mode" = root ]; then chown "$uid:$uid" scratch; fi
chmod 0755 scratch
for name in scratch tmp dev/shm; do mount --bind "$name" "$name"; done
mount -t proc -o nosuid,nodev,noexec proc proc

pivot_root . .old
cd /
umount -l /.old
rmdir /.old
mount -o remount,bind,ro /

inner=-
if [ "$mode" = user ] || unshare --user -- true 2>/dev/null; then
  own=$(readlink /proc/self/ns/user)
  unshare --user -- sleep 60 &
  seed=$!
  until inner=$(readlink "/proc/$seed/ns/user") && [ "$inner" != "$own" ]; do kill -0 "$seed"; done
  if [ "$mode" = root ]; then
    printf '0 0 1\\n%s %s 1\\n' "$uid" "$uid" >tmp/map
  else
    echo deny >"/proc/$seed/setgroups"
    printf '%s 0 1\\n' "$uid" >tmp/map
  fi
  # In one write, as the kernel wants; some shells' printf writes line by line.
  cat tmp/map >"/proc/$seed/uid_map"
  cat tmp/map >"/proc/$seed/gid_map"
  rm tmp/map
  exec 9<"/proc/$seed/ns/user"
  kill -KILL "$seed"
  wait "$seed" 2>/dev/null || :
  if [ "$mode" = root ]; then
    nsenter --user=/proc/self/fd/9 -- /bin/sh -c 'echo 0 >/proc/sys/user/max_user_namespaces'
  else
    echo 0 >/proc/sys/user/max_user_namespaces
  fi
fi
page=$(getconf PAGE_SIZE 2>/dev/null) || page=4096
limit() { { echo "$2" >"/proc/sys/kernel/$1"; } 2>/dev/null || :; }
limit shmall "$((memory / page))"
limit shmmni 256
limit msgmni 64
limit sem '250 8192 32 256'
mount --bind /proc/sys /proc/sys
mount -o remount,bind,ro,nosuid,nodev,noexec /proc/sys

echo "ready $outer_pid $inner"
exec /bin/sh -c 'while :; do sleep 3600 & wait "$!"; done' </dev/null >/dev/null 2>&1
`;

/**
 * Inside: reports the process id that the command is going to have, then becomes the command. Arguments: directory to
 * run in; folder for the input, `mount` for one of its own on /input, or `-` to pass standard input on; then the command.
 *
 * A program may open /dev/stdin. With a named pipe that hangs once its writer has gone, and it fails with a socket, so
 * the input becomes a file that nobody else reaches. In a folder that all share, vendor code of our own uid could leave
 * no room; one that is mounted in a mount namespace of this command's own is never theirs to fill.
 */
export const LAUNCH_SCRIPT = `
cd "$1" || exit 125
case $2 in
  -) ;;
  mount)
    mount -t tmpfs -o size=2m,nr_inodes=8,mode=0700,nosuid,nodev,noexec shipei-input /input && cat >/input/stdin &&
      chmod 0644 /input/stdin && exec </input/stdin && umount -l /input || exit 125 ;;
  *)
    input=$(mktemp "$2/XXXXXXXX") && cat >"$input" && chmod 0644 "$input" && exec <"$input" && rm -f "$input" ||
      exit 125 ;;
esac
shift 2
{ echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null
printf '%s\\n' "$$" >&3
exec 3>&-
exec "$@"
`;

/** Inside: signals a process group and, in case its leader left it, the leader. Arguments: signal, process id. */
export const SIGNAL_SCRIPT = `
kill -s "$1" -- "-$2" 2>/dev/null
kill -s "$1" -- "$2" 2>/dev/null
:
`;

/**
 * Inside: one line a process: pid, uid, user namespace, state, name. Our own helpers are listed too. A process whose
 * first thread has ended is a zombie by its own state while its other threads run on: then theirs counts.
 */
export const LIST_SCRIPT = `
for entry in /proc/[0-9]*; do
  name='?' state='?' uid='?'
  while read -r key value _; do
    case $key in Name:) name=$value ;; State:) state=$value ;; Uid:) uid=$value; break ;; esac
  done <"$entry/status" || continue
  case $state in [ZX]*)
    for task in "$entry"/task/[0-9]*; do
      while read -r key value _; do
        case $key in State:) case $value in [ZX]*) ;; *) state=$value ;; esac; break ;; esac
      done <"$task/status"
    done ;;
  esac
  inner=$(readlink "$entry/ns/user") || inner=-
  printf '%s %s %s %s %s\\n' "\${entry#/proc/}" "$uid" "$inner" "$state" "$name"
done 2>/dev/null
:
`;

/**
 * Inside: ends every process but the first one and this, then lists. At once (kill(2) of -1 holds off every fork), not
 * one by one from a list: who forks and exits all the time is in no list.
 */
export const KILL_AND_LIST_SCRIPT = `kill -s KILL -- -1 2>/dev/null\n${LIST_SCRIPT}`;
