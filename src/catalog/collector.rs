//! All probes → one shell script that runs them and frames what they print (`parse::frames`).
//!
//! The same text goes through SSH and is printed by `inspect host --script` for hosts that opsctl may not reach. It is POSIX sh that
//! ksh88 and the shells of AIX and HP-UX read; it writes no file, changes nothing, and ends every probe that takes too long.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use crate::model::{Body, Check, Os};
use crate::parse::frames::{FORMAT, MARK};

/// Check id → beginning of its window, seconds since 1970 by the target's clock.
pub type Since = BTreeMap<String, i64>;

/// A probe may take this long unless its head says otherwise.
pub const PROBE_SECONDS: u32 = 20;
/// The check that says who the host is.
pub const HOST_IDENTITY: &str = "host.identity";
/// Seconds between the two runs of probes that look twice; their bodies see `$PASS` 1 and 2.
const APART: u32 = 2;

/// What all scripts begin with. `say` prints a control line; `part`, `none`, `denied`, `have` and `within` are the words of probes.
///
/// `within SECONDS COMMAND…` prints what a command says, also on standard error, and gives 124 when it does not come back. The
/// command holds none of our pipes: one that not even `kill -9` ends (a dead NFS server) is left behind and nothing waits for it.
/// Whether a probe was late is said by its watchdog, as shells differ in what `wait` and `kill` tell of a job that has just ended.
/// Where nobody is left to tell, because the connection was cut, it must not end of that (`PIPE`) before it has ended the probe.
const PRELUDE: &str = r#"LC_ALL=C LANG=C UNIX95=
export LC_ALL LANG UNIX95
unset LANGUAGE
PATH=$PATH:/usr/sbin:/sbin:/usr/bin:/bin:/usr/local/sbin:/usr/local/bin:/usr/contrib/bin:/usr/es/sbin/cluster/utilities
export PATH
OS=`uname -s`
say() { printf '\n%s %s\n' "$N" "$*"; }
part() { say "part $1"; }
none() { say "none $*"; }
denied() { say "denied $*"; }
have() { type "$1" >/dev/null 2>&1; }
epoch() {
  e=`date +%s 2>/dev/null`
  case $e in
  ''|*[!0-9]*) e=`awk 'BEGIN { srand(); print srand() }' </dev/null 2>/dev/null` ;;
  esac
  case $e in
  ''|*[!0-9]*) e=`perl -e 'print time' 2>/dev/null` ;;
  esac
  echo "$e"
}
tree() {
  ps -A -o pid= -o ppid= 2>/dev/null | awk -v p="$1" '
    { parent[$1] = $2 }
    END {
      wanted[p] = 1
      for (more = 1; more;) {
        more = 0
        for (i in parent) if ((parent[i] in wanted) && !(i in wanted)) { wanted[i] = 1; more = 1 }
      }
      for (i in wanted) if ((i in parent) || NR == 0) print i
    }'
}
within() {
  d=$1
  shift
  {
    o=`"$@" 2>&1 3>&-`
    c=$?
    [ "$c" -le 128 ] || c=137
    [ -z "$o" ] || printf '%s\n' "$o"
    exit $c
  } &
  q=$!
  ( trap 'kill $s; exit 0' TERM
    sleep "$d" & s=$!
    wait $s
    t=`tree $q`
    [ -z "$t" ] || kill -9 $t ) >/dev/null 2>&1 &
  v=$!
  wait $q 2>/dev/null
  c=$?
  { kill -TERM $v; wait $v; } 2>/dev/null
  [ "$c" -le 128 ] || c=124
  return $c
}
probe() {
  SINCE=$6 PASS=$7
  export SINCE PASS
  say "begin probe=$1 file=$2 sha256=$3 at=$8 since=$SINCE"
  { ( eval "$5"; say "exit $?" ) 2>&1 >&3 3>&- | sed "s/^/$N! /" >&3; } 3>&1 &
  p=$!
  ( trap 'kill $s; exit 0' TERM
    trap '' PIPE
    sleep "$4" >/dev/null & s=$!
    wait $s
    say late
    t=`tree $p`
    [ -z "$t" ] || kill -9 $t ) 2>/dev/null &
  w=$!
  wait $p 2>/dev/null
  { kill -TERM $w; wait $w; } 2>/dev/null
  say "end probe=$1"
}
"#;

/// The script of some checks, but for what differs from host to host: made once for all of them.
#[derive(Debug)]
pub struct Collector {
    tool: &'static str,
    rest: Arc<str>,
}

impl Collector {
    /// `tool`: version of opsctl.
    #[must_use]
    pub fn new(checks: &[&Check], tool: &'static str) -> Self {
        let mut rest = format!("{PRELUDE}start=`epoch`\nsay \"start format={FORMAT} opsctl={tool} os=$OS at=$start\"\n");
        rest.push_str("case $start in\n'') day=0 ;;\n*) day=`expr $start - 86400` ;;\nesac\n");
        rest.push_str("case $OS in\n");
        for os in Os::ALL {
            let mine: Vec<(&Check, &Body)> = checks.iter().filter_map(|check| Some((*check, check.body_for(os)?))).collect();
            let _ = writeln!(rest, "{})", os.uname());
            // Who it is comes before all: without that, an output that is cut later could not be judged at all.
            for (check, body) in mine.iter().filter(|(check, _)| check.id == HOST_IDENTITY) {
                run(&mut rest, check, body, 1);
            }
            // The looks that are compared come next, one right after the other: what the other probes cost would show in them.
            let twice = || mine.iter().filter(|(check, _)| check.twice);
            for (check, body) in twice() {
                run(&mut rest, check, body, 1);
            }
            if twice().next().is_some() {
                let _ = writeln!(rest, "sleep {APART}");
            }
            for (check, body) in twice() {
                run(&mut rest, check, body, 2);
            }
            for (check, body) in mine.iter().filter(|(check, _)| !check.twice && check.id != HOST_IDENTITY) {
                run(&mut rest, check, body, 1);
            }
            rest.push_str(";;\n");
        }
        rest.push_str("esac\nsay \"finish at=`epoch`\"\n}\nmain </dev/null\n");
        Self { tool, rest: rest.into() }
    }

    /// The script for one host. `mark` is what control lines begin with: [`MARK`] and sixteen hex digits.
    #[must_use]
    pub fn script(&self, mark: &str, since: &Since) -> String {
        self.pieces(mark, since).concat()
    }

    /// The same in two pieces, of which all hosts share the second.
    #[must_use]
    pub fn pieces(&self, mark: &str, since: &Since) -> [Arc<str>; 2] {
        debug_assert!(mark.starts_with(MARK));
        let tool = self.tool;
        let windows: String = since.iter().map(|(id, at)| format!("{}={at}\n", window(id))).collect();
        let head = format!(
            "#!/bin/sh\n# opsctl {tool}: 主机巡检采集脚本 / host collection script\n\
             # 用法 / usage:  sh collect.sh > opsctl-host.txt   （建议用 root / best as root）\n\
             # 只读，不写任何文件 / read only, writes no file\n\
             # 判断 / judge:  opsctl inspect host --capture opsctl-host.txt\n\
             main() {{\nN='{mark}'\n{windows}"
        );
        [head.into(), Arc::clone(&self.rest)]
    }
}

/// The variable that says from when on a check looks.
fn window(id: &str) -> String {
    format!("from_{}", id.replace(['.', '-'], "_"))
}

/// One run of one probe. The body is a quoted text, so that a syntax error of one does not end all.
fn run(out: &mut String, check: &Check, body: &Body, pass: u8) {
    let seconds = check.timeout_s.unwrap_or(PROBE_SECONDS);
    let text = body.text.replace('\'', r"'\''");
    let since = if check.window { format!("\"${{{}:-$day}}\"", window(&check.id)) } else { "0".to_owned() };
    // To ask for the time costs two processes; where it does not matter to the second, that of the start will do.
    let at = if check.twice || check.window { "\"`epoch`\"" } else { "\"$start\"" };
    let _ = writeln!(out, "probe {} {} {} {seconds} '\n{text}\n' {since} {pass} {at}", check.id, body.file, body.sha256);
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    use super::*;
    use crate::ctx::Stopwatch;

    /// A check with a body of its own.
    fn probe(of: &str, id: &str, text: &str, seconds: u32) -> Check {
        let catalog = crate::catalog::load(None).unwrap();
        let mut check = catalog.find(of).unwrap().clone();
        check.bodies.retain(|b| b.os.is_none());
        check.bodies[0].text = text.into();
        Check { id: id.into(), timeout_s: Some(seconds), ..check }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a shell runs the script")]
    fn what_hangs_is_left_behind_and_looks_that_are_compared_come_first() {
        let once = probe(
            "host.mount",
            "host.once",
            "within 1 sleep 60; echo \"gave $?\"; within 9 sh -c 'echo one; echo two >&2; exit 3'; echo \"gave $?\"",
            30,
        );
        let late = probe("host.mount", "host.late", "echo begun; sleep 60", 1);
        let twice = probe("host.cpu", "host.twice", "echo \"look $PASS\"", 30);
        let mark = format!("{MARK}0123456789abcdef");
        let script = Collector::new(&[&once, &late, &twice], "0").script(&mark, &Since::new());
        let watch = Stopwatch::start();
        let mut shell = Command::new("sh").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        shell.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        let output = shell.wait_with_output().unwrap().stdout;
        assert!(watch.ms() < 30_000);
        let frames = crate::parse::frames::parse(&output, Some(&mark)).unwrap();
        assert!(frames.complete && frames.finished.is_some());
        let text = |id: &str, pass: usize| String::from_utf8(frames.probes[id].passes[pass].part("").unwrap()).unwrap();
        assert_eq!(text("host.once", 0).trim(), "gave 124\none\ntwo\ngave 3");
        assert_eq!((text("host.twice", 0).trim(), text("host.twice", 1).trim()), ("look 1", "look 2"));
        let passes = [&frames.probes["host.once"].passes[0], &frames.probes["host.late"].passes[0]];
        assert_eq!(passes.map(|p| (p.timeout, p.closed)), [(false, true), (true, true)]);
        assert_eq!(text("host.late", 0).trim(), "begun");
        let order: Vec<usize> = ["probe=host.twice", "probe=host.once"]
            .iter()
            .map(|p| String::from_utf8_lossy(&output).rfind(&format!("begin {p}")).unwrap())
            .collect();
        assert!(order[0] < order[1], "both looks before the others");
    }
}
